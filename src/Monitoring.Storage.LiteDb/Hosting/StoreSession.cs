using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiteDB;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Backup;
using Monitoring.Storage.LiteDb.Blobs;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Documents;
using Monitoring.Storage.LiteDb.Errors;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>The store from one opening to the next closing. A fault that passes ends it; another one is opened then.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
    private const int MaxDamage = 100;

    private const string DamageRemedy =
        "What cannot be read stays counted, but is not shown, and is left as it is. Stop the host, keep a copy of the directory, put these files back from a backup, and start the host again.";

    private readonly IStoreFiles _files;
    private readonly ILogger _logger;
    private readonly LiteDbMetrics? _metrics;
    private readonly IDisposable _lock;
    private readonly StoreTail _tail;
    private readonly DatabaseFile _database;
    private readonly DatabaseWriter _writer;
    private readonly ReadGate _gate;
    private readonly LogKeeper _log;
    private readonly FileRemoval _removal;
    private readonly string _directory;
    private readonly SemaphoreSlim _backups = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<Exception> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ConcurrentDictionary<string, bool> _damage = new(StringComparer.Ordinal);

    private volatile bool _isClosing;

    private StoreSession(StoreSettings settings, IDisposable directoryLock, StoreTail tail, DatabaseFile database)
    {
        _files = settings.Files;
        _logger = settings.Logger;
        _metrics = settings.Metrics;
        _lock = directoryLock;
        _tail = tail;
        _database = database;
        _database.Faulted = OnFault;
        _gate = new ReadGate();
        _log = new LogKeeper(database, settings.Files, settings.Logger);
        _removal = new FileRemoval(settings.Files, settings.Logger);
        _directory = settings.Options.Directory;
        _writer = new DatabaseWriter(database, _log, OnFault);
        try
        {
            Documents = new DocumentEngine(database, _writer, _gate, settings.Time, settings.Logger);
            Blobs = new BlobEngine(settings.Files, _removal, database, _writer, _gate, settings.Time, settings.Logger, OnDamage);
            Errors = ErrorEngine.Open(new ErrorSettings
            {
                Files = settings.Files,
                Tail = tail,
                Removal = _removal,
                Database = database,
                Writer = _writer,
                Gate = _gate,
                Options = settings.Options,
                Time = settings.Time,
                ReleaseOrder = settings.ReleaseOrder is { } order ? new CarefulReleaseOrder(order, fault => Log.ReleaseOrderFailed(settings.Logger, fault)) : null,
                Logger = settings.Logger,
                OnFault = OnFault,
                OnDamage = OnDamage,
            });
        }
        catch
        {
            _ = _writer.CloseAsync();
            throw;
        }
    }

    public ErrorEngine Errors { get; }

    public DocumentEngine Documents { get; }

    public BlobEngine Blobs { get; }

    /// <summary>What has ended the session, as soon as something has.</summary>
    public Task<Exception> Fault => _fault.Task;

    /// <summary>Whether it is closed, or will be for a fault.</summary>
    public bool IsEnding => _isClosing || Fault.IsCompleted;

    /// <summary>What an operator must know: which places could not be read, when the store was opened or since, and what to do.</summary>
    public IReadOnlyList<string> Problems => _damage.IsEmpty ? Errors.Problems : [.. Errors.Problems, .. _damage.Keys.Order(StringComparer.Ordinal), DamageRemedy];

    /// <summary>Figures for health reports.</summary>
    public ImmutableDictionary<string, long> Figures() => Errors.Figures()
        .Add("damaged_places", _damage.Count)
        .Add("database_queue", _writer.Waiting)
        .Add("database_bytes", _files.Length(DatabaseFile.Name))
        .Add("log_bytes", _files.Length(DatabaseFile.LogName));

    /// <summary>Copies the store as it is, see <see cref="ILiteDbBackup"/>.</summary>
    public async ValueTask<LiteDbBackupResult> BackupAsync(string directory, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        try
        {
            await _backups.WaitAsync(both.Token).ConfigureAwait(false);
            try
            {
                var target = new BackupTarget(directory, _directory);
                return await new BackupRun(_files, _writer, _log, _removal, _tail, Errors, target).RunAsync(both.Token).ConfigureAwait(false);
            }
            finally
            {
                _backups.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException("The store is closing; there is no backup.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LiteException or StoreDamagedException)
        {
            throw new StorageUnavailableException($"The backup '{directory}' could not be made: {exception.Message} The store itself goes on.", exception);
        }
    }

    /// <summary>Opens the directory: takes its lock, the database, and the journal, and fills indexes that are declared anew.</summary>
    public static async Task<StoreSession> OpenAsync(StoreSettings settings)
    {
        var session = Open(settings);
        try
        {
            await session.Documents.EnsureAsync(settings.Types, CancellationToken.None).ConfigureAwait(false);
            return session;
        }
        catch
        {
            // Its threads run already, and must be at rest before the directory is another session's.
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static StoreSession Open(StoreSettings settings)
    {
        var directoryLock = settings.Files.Lock();
        StoreTail? tail = null;
        DatabaseFile? database = null;
        try
        {
            StoreDirectory.Check(settings.Files);
            BeginUse(settings.Files);
            tail = StoreTail.Open(settings.Files);
            database = DatabaseFile.Open(settings.Files, tail);
            return new StoreSession(settings, directoryLock, tail, database);
        }
        catch
        {
            database?.Dispose();
            tail?.Dispose();
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>From now on the log of the database must be there.</summary>
    private static void BeginUse(IStoreFiles files)
    {
        if (StoreMark.Read(files) is { IsClosed: true } mark)
        {
            (mark with { Journal = 0, IsClosed = false }).Write(files);
        }
    }

    /// <summary>Finishes what was begun, unless a fault has ended the session, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _backups.WaitAsync().ConfigureAwait(false);
        var isFaulted = Fault.IsCompleted;
        var isComplete = false;
        try
        {
            await Errors.CloseAsync(isFaulted).ConfigureAwait(false);
            isComplete = !isFaulted;
        }
        catch (Exception exception)
        {
            // What was answered is durable; the rest is done when the store is opened next.
            Log.CloseIncomplete(_logger, exception);
        }
        finally
        {
            await _writer.CloseAsync().ConfigureAwait(false);
            if (!Fault.IsCompleted && MoveLog() && isComplete)
            {
                EndUse();
            }

            Release();
        }
    }

    /// <summary>Ends the session: nothing is written any more.</summary>
    public void OnFault(Exception exception)
    {
        if (_fault.TrySetResult(exception))
        {
            Errors?.Abort(Faults.Translate(exception));
        }
    }

    /// <summary>Notes that something in a file is damaged or missing, each place once. What is whole is read and written on.</summary>
    public void OnDamage(StoreDamagedException damage)
    {
        if (_damage.Count < MaxDamage && _damage.TryAdd(damage.Message, true))
        {
            Log.FileDamaged(_logger, damage.Message, damage.InnerException);
            _metrics?.Damaged();
        }
    }

    private void Release()
    {
        try
        {
            Errors.Dispose();
            _writer.Dispose();
            _gate.Dispose();
            _backups.Dispose();
            _ending.Dispose();
            _database.Dispose();
            _tail.Dispose();
        }
        finally
        {
            // Whatever happens, the directory can be opened again.
            _lock.Dispose();
        }
    }

    /// <summary>Notes that neither journal nor log hold anything.</summary>
    private void EndUse()
    {
        try
        {
            if (StoreMark.Read(_files) is { } mark)
            {
                (mark with { IsClosed = true }).Write(_files);
            }
        }
        catch (IOException exception)
        {
            // Both are expected at the next opening, and there.
            Log.CloseIncomplete(_logger, exception);
        }
    }

    /// <summary>Leaves a database that is whole without its log; if that fails, the next opening moves it.</summary>
    private bool MoveLog()
    {
        try
        {
            _database.Checkpoint();
            return true;
        }
        catch (Exception exception) when (exception is LiteException or IOException or TimeoutException)
        {
            Log.CheckpointFailed(_logger, exception);
            return false;
        }
    }
}
