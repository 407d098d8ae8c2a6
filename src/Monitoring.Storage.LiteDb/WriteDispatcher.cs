namespace Monitoring.Storage.LiteDb;

/// <summary>
/// One thread that executes commands in the order in which they came, as many at once as are waiting: whoever comes
/// while a group is being written belongs to the next group. A full queue makes callers wait.
/// </summary>
/// <typeparam name="T">The commands. Executing them, and telling their callers, is the business of the handler.</typeparam>
internal sealed class WriteDispatcher<T> : IDisposable
    where T : class
{
    private readonly Queue<T> _queue = new();
    private readonly SemaphoreSlim _slots;
    private readonly Action<IReadOnlyList<T>> _execute;
    private readonly Thread _thread;
    private readonly int _maxGroup;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closing;

    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="capacity">How many commands may wait before callers do.</param>
    /// <param name="maxGroup">The most commands of one group.</param>
    /// <param name="execute">Executes a group on the thread; must not throw.</param>
    public WriteDispatcher(string name, int capacity, int maxGroup, Action<IReadOnlyList<T>> execute)
    {
        _slots = new SemaphoreSlim(capacity, capacity);
        _maxGroup = maxGroup;
        _execute = execute;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public int Waiting
    {
        get
        {
            lock (_queue)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Puts a command into the queue; waits while it is full.</summary>
    /// <exception cref="StorageUnavailableException">The dispatcher is closing.</exception>
    public async ValueTask EnqueueAsync(T command, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_queue)
        {
            if (!_closing)
            {
                _queue.Enqueue(command);
                Monitor.Pulse(_queue);
                return;
            }
        }

        _slots.Release();
        throw new StorageUnavailableException("The store is closing.");
    }

    /// <summary>Takes no more commands, and returns when those that are waiting have been executed.</summary>
    public Task CloseAsync()
    {
        lock (_queue)
        {
            _closing = true;
            Monitor.Pulse(_queue);
        }

        return _ended.Task;
    }

    public void Dispose() => _slots.Dispose();

    private void Run()
    {
        var group = new List<T>();
        while (Take(group))
        {
            _execute(group);
            group.Clear();
        }

        _ended.SetResult();
    }

    private bool Take(List<T> group)
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                if (_closing)
                {
                    return false;
                }

                Monitor.Wait(_queue);
            }

            while (group.Count < _maxGroup && _queue.TryDequeue(out var command))
            {
                group.Add(command);
            }
        }

        _slots.Release(group.Count);
        return true;
    }
}
