namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>Finds the events of one journal file.</summary>
internal sealed class JournalEvents
{
    private readonly Dictionary<(ProjectId Project, EventId Id), JournalEvent> _byId = [];
    private readonly Dictionary<(ProjectId Project, GroupingHash Hash), List<JournalEvent>> _byHash = [];

    public int Count => _byId.Count;

    public IEnumerable<JournalEvent> All => _byId.Values;

    public void Add(JournalEvent added)
    {
        _byId.Add((added.Project, added.Id), added);
        if (!_byHash.TryGetValue((added.Project, added.Hash), out var events))
        {
            _byHash.Add((added.Project, added.Hash), events = []);
        }

        events.Add(added);
    }

    public JournalEvent? Find(ProjectId project, EventId id) => _byId.GetValueOrDefault((project, id));

    public IReadOnlyList<JournalEvent> Find(ProjectId project, GroupingHash hash) => _byHash.TryGetValue((project, hash), out var events) ? events : [];
}
