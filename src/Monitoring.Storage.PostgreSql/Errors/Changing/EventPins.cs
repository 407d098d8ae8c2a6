using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>Pins events: keeps a copy of each outside the partition of its day.</summary>
internal sealed class EventPins(Database database, EventLocator locator, SegmentPacker packer)
{
    private readonly string _owner = database.Sql(
        "select h.issue_id from $.pin n join $.hash h on h.part = n.part and h.hash_id = n.hash_id where n.part = $1 and n.project_id = $2 and n.event_id = $3");

    private readonly string _count = database.Sql("select count(*) from $.pin where part = $1 and project_id = $2");

    private readonly string _pin = database.Sql(
        """
        insert into $.pin (part, project_id, event_id, hash_id, received, payload_bytes, facts, payload)
        select $1, $2, $3, h.hash_id, $5, $6, $7, $8 from $.hash h where h.part = $1 and h.project_id = $2 and h.hash = $4
        """);

    private readonly string _unpin = database.Sql("delete from $.pin where part = $1 and project_id = $2 and event_id = $3");

    public async ValueTask<PinOutcome> PinAsync(NpgsqlConnection connection, IssueRow issue, EventId id, CancellationToken cancellationToken)
    {
        var found = await locator.FindAsync(connection, issue.ProjectId, id, cancellationToken).ConfigureAwait(false);
        if (found is null || found.IssueId != issue.Id)
        {
            return PinOutcome.Refused;
        }

        if (found.IsPinned)
        {
            return PinOutcome.Unchanged;
        }

        var part = Parts.Of(issue.ProjectId);
        var pins = await connection.QueryAsync(_count, [Parameter.Of(part), Parameter.Of(issue.ProjectId.Value)], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (!found.HasPayload || pins[0] >= ErrorStoreLimits.PinnedEvents)
        {
            return PinOutcome.Refused;
        }

        var (facts, payload) = packer.PackOne(found.Event);
        await connection.ExecuteAsync(
            _pin,
            [
                Parameter.Of(part),
                Parameter.Of(issue.ProjectId.Value),
                Parameter.Of(id.Value),
                Parameter.Of(found.Event.Hashes[0].ToGuid()),
                Parameter.Of(found.Event.ReceivedAt.UtcTicks),
                Parameter.Of(found.Event.Payload.Length),
                Parameter.Of(facts),
                Parameter.Of(payload),
            ],
            cancellationToken).ConfigureAwait(false);
        return PinOutcome.Changed;
    }

    public async ValueTask<PinOutcome> UnpinAsync(NpgsqlConnection connection, IssueRow issue, EventId id, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] Key() => [Parameter.Of(Parts.Of(issue.ProjectId)), Parameter.Of(issue.ProjectId.Value), Parameter.Of(id.Value)];

        var owner = await connection.QueryAsync(_owner, Key(), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (owner is not [var held] || held != issue.Id.Value)
        {
            return PinOutcome.Unchanged;
        }

        await connection.ExecuteAsync(_unpin, Key(), cancellationToken).ConfigureAwait(false);
        return PinOutcome.Changed;
    }
}
