/** What is written into the editor at first. */
export const EXAMPLE = `from threading import Thread
import time

def crunch(n):
    total = 0
    for i in range(n):
        total += i * i
    print("crunched", n)

def fetch():
    time.sleep(0.004)
    print("fetched")

if __name__ == "__main__":
    workers = [
        Thread(target=crunch, args=(100000,)),
        Thread(target=crunch, args=(100000,)),
        Thread(target=fetch),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("done")
`;
