namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// The one thread that writes the database. Two threads that write different collections can ruin the file, and
/// transactions belong to threads. Commands that wait together share a transaction, which is flushed once.
/// </summary>
internal sealed class DatabaseWriter : IDisposable
{
    private const int Capacity = 256;
    private const int MaxGroup = 64;

    private readonly DatabaseFile _database;
    private readonly LogKeeper _log;
    private readonly Action<Exception> _onFault;
    private readonly WriteDispatcher<DatabaseCommand> _dispatcher;
    private StorageUnavailableException? _fault;

    public DatabaseWriter(DatabaseFile database, LogKeeper log, Action<Exception> onFault)
    {
        _database = database;
        _log = log;
        _onFault = onFault;
        _dispatcher = new WriteDispatcher<DatabaseCommand>("Monitoring database", Capacity, MaxGroup, Execute);
    }

    public int Waiting => _dispatcher.Waiting;

    /// <summary>Runs something on the writing thread, and answers when it is durable.</summary>
    public ValueTask<T> RunAsync<T>(Func<DatabaseFile, T> work, CancellationToken cancellationToken) => RunAsync(new DatabaseWork<T>(work), cancellationToken);

    /// <summary>Runs something that changes nothing on the writing thread, between two transactions: all that was answered is in the files, and nothing besides.</summary>
    public ValueTask<T> RunBetweenAsync<T>(Func<DatabaseFile, T> work, CancellationToken cancellationToken) => RunAsync(new DatabaseWork<T>(work, isBetween: true), cancellationToken);

    public Task CloseAsync() => _dispatcher.CloseAsync();

    public void Dispose() => _dispatcher.Dispose();

    private async ValueTask<T> RunAsync<T>(DatabaseWork<T> command, CancellationToken cancellationToken)
    {
        await _dispatcher.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        return await command.Task.ConfigureAwait(false);
    }

    private void Execute(IReadOnlyList<DatabaseCommand> group)
    {
        var refused = new HashSet<DatabaseCommand>();
        try
        {
            if (_fault is not null)
            {
                throw _fault;
            }

            foreach (var command in group.Where(command => command.IsBetween))
            {
                Execute(command, refused);
            }

            _database.Write(() =>
            {
                foreach (var command in group.Where(command => !command.IsBetween))
                {
                    Execute(command, refused);
                }
            });
        }
        catch (Exception exception)
        {
            Fail(group.Except(refused), exception);
            return;
        }

        foreach (var command in group.Except(refused))
        {
            command.Succeed();
        }

        KeepLogShort();
    }

    private void KeepLogShort()
    {
        try
        {
            _log.AfterWrite(isIdle: _dispatcher.Waiting == 0);
        }
        catch (Exception exception)
        {
            Fail([], exception);
        }
    }

    private void Execute(DatabaseCommand command, HashSet<DatabaseCommand> refused)
    {
        try
        {
            command.Execute(_database);
        }
        catch (Exception exception) when (exception is ArgumentException or MonitoringException and not StoreDamagedException)
        {
            refused.Add(command);
            command.Fail(exception);
        }
    }

    /// <summary>Whatever the fault is, what is in the file now is not known; no more is written until it was opened again.</summary>
    private void Fail(IEnumerable<DatabaseCommand> commands, Exception exception)
    {
        var isFirst = _fault is null;
        _fault ??= Faults.Translate(exception);
        foreach (var command in commands)
        {
            command.Fail(_fault);
        }

        if (isFirst)
        {
            _onFault(exception);
        }
    }
}
