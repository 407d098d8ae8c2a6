namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// A lock that threads have in the order in which they came. With others, who gives it back and wants it again at once has it before those who wait: a thread that writes a thousand documents would keep one that needs a single document waiting for all of them.
/// </summary>
/// <remarks>Whoever has it may take it again.</remarks>
internal sealed class Turn
{
    private readonly Lock _gate = new();
    private readonly Queue<ManualResetEventSlim> _waiting = new();
    private int _owner;
    private int _depth;

    /// <summary>Runs something when it is this thread's turn.</summary>
    public T Run<T>(Func<T> action)
    {
        Enter();
        try
        {
            return action();
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Runs something when it is this thread's turn.</summary>
    public void Run(Action action) => Run(() =>
    {
        action();
        return true;
    });

    private void Enter()
    {
        var thread = Environment.CurrentManagedThreadId;
        ManualResetEventSlim called;
        lock (_gate)
        {
            if (_depth == 0 || _owner == thread)
            {
                _owner = thread;
                _depth++;
                return;
            }

            called = new ManualResetEventSlim();
            _waiting.Enqueue(called);
        }

        // Not disposed of, as the thread that calls may still be at it; it holds nothing but memory.
        called.Wait();
        Volatile.Write(ref _owner, thread);
    }

    private void Exit()
    {
        lock (_gate)
        {
            if (_depth > 1)
            {
                _depth--;
            }
            else if (_waiting.TryDequeue(out var next))
            {
                // It is the next one's from now on, also before that thread runs.
                _owner = 0;
                next.Set();
            }
            else
            {
                _owner = 0;
                _depth = 0;
            }
        }
    }
}
