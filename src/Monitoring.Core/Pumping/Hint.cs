namespace Monitoring.Core.Pumping;

/// <summary>Wakes those who wait for work. Whoever takes <see cref="Next"/> before looking for work misses no hint.</summary>
internal sealed class Hint
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next hint.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Notify() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
