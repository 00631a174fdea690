from threading import Lock, Thread

count = 0
lock = Lock()

def work(rounds):
    global count
    for _ in range(rounds):
        with lock:
            tmp = count
            count = tmp + 1

first = Thread(target=work, args=(20,))
second = Thread(target=work, args=(0,))
first.start()
second.start()
first.join()
second.join()
print(count)
