namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>
/// Says up to which sequence the journal is durable. A change is applied to the state before it is flushed; whoever has
/// read the state waits here before he tells anybody.
/// </summary>
internal sealed class Durability(long reached)
{
    private readonly Lock _lock = new();
    private readonly List<(long Sequence, TaskCompletionSource Source)> _waiting = [];
    private long _reached = reached;
    private Exception? _fault;

    public void Reached(long sequence)
    {
        List<TaskCompletionSource> released;
        lock (_lock)
        {
            _reached = sequence;
            released = [.. _waiting.Where(waiting => waiting.Sequence <= sequence).Select(waiting => waiting.Source)];
            _waiting.RemoveAll(waiting => waiting.Sequence <= sequence);
        }

        released.ForEach(source => source.SetResult());
    }

    /// <summary>The journal goes no further; what was read of the state beyond may never have happened.</summary>
    public void Fail(Exception fault)
    {
        List<TaskCompletionSource> released;
        lock (_lock)
        {
            _fault ??= fault;
            released = [.. _waiting.Select(waiting => waiting.Source)];
            _waiting.Clear();
        }

        released.ForEach(source => source.SetException(fault));
    }

    public Task WaitAsync(long sequence, CancellationToken cancellationToken)
    {
        TaskCompletionSource source;
        lock (_lock)
        {
            if (sequence <= _reached)
            {
                return Task.CompletedTask;
            }

            if (_fault is not null)
            {
                return Task.FromException(_fault);
            }

            source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((sequence, source));
        }

        return cancellationToken.CanBeCanceled ? source.Task.WaitAsync(cancellationToken) : source.Task;
    }
}
