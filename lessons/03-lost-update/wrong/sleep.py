from threading import Thread
from time import sleep

count = 0

def work():
    global count
    for _ in range(10):
        tmp = count
        count = tmp + 1

first = Thread(target=work)
second = Thread(target=work)
first.start()
sleep(0.1)
second.start()
first.join()
second.join()
print(count)
