using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>The work of one caller on its way to the store.</summary>
internal sealed class PendingWork<TWork, TAnswer>(Partition partition, TWork work, int weight)
{
    // Continuations must not run on the consumer: it would store nothing meanwhile.
    private readonly TaskCompletionSource<CommitAnswer<TAnswer>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Partition Partition => partition;

    public TWork Work => work;

    public int Weight => weight;

    public Task<CommitAnswer<TAnswer>> Done => _done.Task;

    public void Complete(CommitAnswer<TAnswer> answer) => _done.TrySetResult(answer);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
