namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>
/// Payloads are evicted a segment at a time, and what is pinned when a turn begins is spared. Who wants to pin an event looks whether a turn has begun since the
/// payload was seen. To be used under the state's lock.
/// </summary>
internal sealed class EvictionTurns
{
    private TaskCompletionSource? _running;

    /// <summary>The last turn that has begun.</summary>
    public (int Number, Task Ended) Turn { get; private set; } = (0, Task.CompletedTask);

    public void Begin()
    {
        _running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Turn = (Turn.Number + 1, _running.Task);
    }

    public void End() => _running!.SetResult();
}
