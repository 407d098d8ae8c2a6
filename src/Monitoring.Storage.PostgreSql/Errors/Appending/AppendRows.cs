using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors.Rows;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>The rows that a batch is about, locked for its transaction.</summary>
internal sealed class AppendRows
{
    public Dictionary<(ProjectId Project, GroupingHash Hash), HashRow> Hashes { get; } = [];

    public List<IssueHead> Issues { get; } = [];

    public IEnumerable<HashRow> Of(GroupedEvent appended) => appended.Hashes.Select(hash => Hashes[(appended.ProjectId, hash)]);

    /// <summary>Gives hashes the issues that own them.</summary>
    public void Connect()
    {
        var heads = Issues.ToDictionary(head => head.Id.Value);
        foreach (var hash in Hashes.Values.Where(hash => hash.OwnerId != 0))
        {
            hash.Owner = heads[hash.OwnerId];
            hash.Owner.Read.Add(hash);
        }
    }
}
