namespace Monitoring.Storage.LiteDb.Database;

/// <summary>A command with an answer.</summary>
internal sealed class DatabaseWork<T>(Func<DatabaseFile, T> work, bool isBetween = false) : DatabaseCommand
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public override bool IsBetween => isBetween;

    public Task<T> Task => _source.Task;

    public override void Execute(DatabaseFile database) => _result = work(database);

    public override void Succeed() => _source.SetResult(_result);

    public override void Fail(Exception exception) => _source.SetException(exception);
}
