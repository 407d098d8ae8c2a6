namespace Monitoring.Core.Pumping;

/// <summary>Waits that end early instead of throwing.</summary>
internal static class Wait
{
    /// <summary>Waits for a task, but not longer than a while and not beyond a cancellation.</summary>
    public static async Task ForAsync(Task task, TimeSpan atMost, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(task, Task.Delay(atMost, timeProvider, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Waits a while, but not beyond a cancellation.</summary>
    public static Task AWhileAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Task.WhenAny(Task.Delay(time, timeProvider, cancellationToken));
}
