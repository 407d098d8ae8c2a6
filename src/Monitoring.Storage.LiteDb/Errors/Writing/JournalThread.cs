using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>
/// The one thread that writes the journal: executes the commands that are waiting, writes their changes as one frame,
/// flushes it, and tells their callers. No timer is waited for; the group grows while the last one is flushed.
/// </summary>
internal sealed class JournalThread : IDisposable
{
    private const int Capacity = 1024;
    private const int MaxGroup = 256;
    private const int MaxSealed = 4;
    private const int MaxSealedWhileHeld = 64;
    private const int MaxEvents = 50_000;

    private readonly ErrorSettings _settings;
    private readonly ErrorState _state;
    private readonly JournalSet _journals;
    private readonly JournalWriter _writer;
    private readonly Durability _durability;
    private readonly SemaphoreSlim _room = new(0);
    private readonly WriteDispatcher<JournalCommand> _dispatcher;
    private volatile StorageUnavailableException? _fault;
    private volatile bool _sealRequested;

    public JournalThread(ErrorSettings settings, ErrorParts parts, JournalWriter writer, Durability durability)
    {
        _settings = settings;
        _state = parts.State;
        _journals = parts.Journals;
        _writer = writer;
        _durability = durability;
        _dispatcher = new WriteDispatcher<JournalCommand>("Monitoring journal", Capacity, MaxGroup, Execute);
    }

    /// <summary>Called on the thread when a file has been sealed and may be packed.</summary>
    public Action? Sealed { get; set; }

    /// <summary>Whether nothing is packed at the moment, so that more files than otherwise may wait for it.</summary>
    public bool IsPackingHeld
    {
        get;
        set
        {
            field = value;
            _room.Release();
        }
    }

    public int Waiting => _dispatcher.Waiting;

    public ValueTask EnqueueAsync(JournalCommand command, CancellationToken cancellationToken) => _dispatcher.EnqueueAsync(command, cancellationToken);

    /// <summary>Seals the file, however little is in it, unless there is nothing.</summary>
    public async ValueTask SealAsync(CancellationToken cancellationToken)
    {
        _sealRequested = true;
        var command = new ChangeCommand<bool>(() => true);
        await EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        await command.Task.ConfigureAwait(false);
    }

    /// <summary>Files have been packed; the thread may go on if it was waiting for that.</summary>
    public void MadeRoom() => _room.Release();

    /// <summary>Something else has failed; no more is written.</summary>
    public void Abort(StorageUnavailableException fault)
    {
        _fault ??= fault;
        _durability.Fail(fault);
        _room.Release();
    }

    public Task CloseAsync() => _dispatcher.CloseAsync();

    public void Dispose()
    {
        _dispatcher.Dispose();
        _room.Dispose();
    }

    private void Execute(IReadOnlyList<JournalCommand> group)
    {
        var open = new List<JournalCommand>(group);
        try
        {
            if (_fault is not null)
            {
                throw _fault;
            }

            SealIfDue();
            foreach (var command in group)
            {
                Execute(command, open);
            }

            Commit();
        }
        catch (Exception exception)
        {
            Fail(open, exception);
            return;
        }

        open.ForEach(command => command.Succeed());
    }

    private void Execute(JournalCommand command, List<JournalCommand> open)
    {
        try
        {
            command.Execute(_state, CommitIfFull);
        }
        catch (ArgumentException exception)
        {
            // Thrown before anything was recorded: the caller asked for what makes no sense.
            open.Remove(command);
            command.Fail(exception);
        }
    }

    private void CommitIfFull()
    {
        if (_writer.IsFull)
        {
            Commit();
            SealIfDue();
        }
    }

    /// <summary>On the thread: writes what was collected; it is durable then.</summary>
    public void Commit()
    {
        if (_writer.RecordLength > 0)
        {
            _writer.Commit();
            _settings.Tail.JournalReached(_writer.NextSequence - 1);
        }

        _durability.Reached(_writer.NextSequence - 1);
    }

    private void SealIfDue()
    {
        var active = _writer.Active;
        var isDue = active.RecordBytes >= _settings.Options.PackAfterBytes || active.Events.Count >= MaxEvents || (_sealRequested && active.RecordBytes > 0);
        if (!isDue)
        {
            _sealRequested = false;
            return;
        }

        while (_journals.Files.Length > (IsPackingHeld ? MaxSealedWhileHeld : MaxSealed) && _fault is null)
        {
            // Packing has fallen behind. Callers wait with this thread; memory and disk do not grow.
            _room.Wait();
        }

        if (_fault is not null)
        {
            throw _fault;
        }

        BeginNext();
        _sealRequested = false;
        Sealed?.Invoke();
    }

    /// <summary>On the thread: writes what was collected, and begins another file if there is something in this one.</summary>
    public void Seal()
    {
        Commit();
        if (_writer.Active.RecordBytes > 0)
        {
            BeginNext();
        }
    }

    /// <summary>On the thread, when everything is packed: goes on above a sequence and an issue, in another file.</summary>
    public void GoOnFrom(long sequence, long lastIssue)
    {
        lock (_state.Gate)
        {
            _state.GoOnFrom(sequence);
            _state.SkipIssues(lastIssue);
        }

        _writer.GoOnFrom(sequence);
        BeginNext();
        _durability.Reached(sequence);
    }

    private void BeginNext()
    {
        var mark = new StoreMark { Journal = _writer.Active.Number + 1, Reached = _writer.NextSequence - 1, NextSequence = _writer.NextSequence, LastIssue = _state.LastIssue };
        var next = mark.Begin(_settings.Files);
        lock (_state.Gate)
        {
            _journals.Add(next);
        }

        _writer.ContinueIn(next);
    }

    /// <summary>Whatever the fault is, the state may be ahead of the journal now; no more is written until it was opened again.</summary>
    private void Fail(List<JournalCommand> commands, Exception exception)
    {
        var isFirst = _fault is null;
        _fault ??= Faults.Translate(exception);
        _durability.Fail(_fault);
        commands.ForEach(command => command.Fail(_fault));
        if (isFirst)
        {
            _settings.OnFault(exception);
        }
    }
}
