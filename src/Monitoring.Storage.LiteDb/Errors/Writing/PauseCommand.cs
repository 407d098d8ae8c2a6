using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Holds up the journal's thread, outside of the state's lock, while something is done with all that was written by then.</summary>
internal sealed class PauseCommand<T>(Func<T> whilePaused) : JournalCommand
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _source.Task;

    public override void Execute(ErrorState state, Action flush) => _result = whilePaused();

    public override void Succeed() => _source.SetResult(_result);

    public override void Fail(Exception exception) => _source.SetException(exception);
}
