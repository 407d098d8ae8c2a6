using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Decides and records something at once, with an answer.</summary>
internal sealed class ChangeCommand<T>(Func<T> change) : JournalCommand
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _source.Task;

    public override void Execute(ErrorState state, Action flush)
    {
        lock (state.Gate)
        {
            _result = change();
        }

        flush();
    }

    public override void Succeed() => _source.SetResult(_result);

    public override void Fail(Exception exception) => _source.SetException(exception);
}
