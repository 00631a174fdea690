from threading import Lock, Thread

count = 0

def work():
    global count
    lock = Lock()
    for _ in range(10):
        with lock:
            tmp = count
            count = tmp + 1

first = Thread(target=work)
second = Thread(target=work)
first.start()
second.start()
first.join()
second.join()
print(count)
