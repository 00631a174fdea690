from threading import Thread

count = 0

def work():
    global count
    for _ in range(10):
        tmp = count
        count = tmp + 1

first = Thread(target=work)
second = Thread(target=work)
first.start()
second.start()
first.join()
second.join()
count = 20
print(count)
