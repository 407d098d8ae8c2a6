namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>
/// The index of a project, or the making of it. What is saved while it is made waits, and is put in when all else is: the later state of an issue wins.
/// </summary>
internal sealed class ProjectIndex(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<(IssueId Id, IndexedIssue? Issue)> _waiting = [];
    private IssueIndex? _index = new(time);
    private bool _isReady;

    /// <summary>When it was last asked for, on a clock of the indexes' own.</summary>
    public long UsedAt { get; set; }

    public Task Building { get; set; } = Task.CompletedTask;

    /// <summary>The index, when it is made.</summary>
    public IssueIndex? Ready
    {
        get
        {
            lock (_gate)
            {
                return _isReady ? _index : null;
            }
        }
    }

    /// <summary>Puts in what was read from the database.</summary>
    public void Load(IndexedIssue issue) => _index?.Put(issue);

    public void Put(IndexedIssue issue) => Change(issue.Row.Id, issue);

    public void Remove(IssueId id) => Change(id, null);

    /// <summary>All was read.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _waiting.ForEach(change => Apply(change.Id, change.Issue));
            _waiting.Clear();
            _isReady = true;
        }
    }

    /// <summary>Lets go of everything, for good.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _index = null;
        }
    }

    private void Change(IssueId id, IndexedIssue? issue)
    {
        lock (_gate)
        {
            if (_isReady)
            {
                Apply(id, issue);
            }
            else
            {
                _waiting.Add((id, issue));
            }
        }
    }

    private void Apply(IssueId id, IndexedIssue? issue)
    {
        if (issue is null)
        {
            _index?.Remove(id);
        }
        else
        {
            _index?.Put(issue);
        }
    }
}
