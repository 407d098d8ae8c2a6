using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Ownership.Rules;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>Keeps the rules as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredOwnership(
    IDocumentStore store,
    IErrorStore errors,
    ProjectOwners owners,
    ProjectScrubbing scrubbing,
    IssueAccess issues,
    SymbolSource symbols,
    IAccessControl access,
    IAuditLog audit,
    TimeProvider timeProvider) : IOwnership
{
    private const int EventsToTry = 25;

    private static readonly OwnershipSettings Initial = new();

    private readonly StoredEventReader _reader = new(symbols);

    public async ValueTask<CommandResult<OwnershipSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<OwnershipSettings>(decision);
        }

        var stored = await owners.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored?.Value ?? Initial, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<OwnershipSettings>> ReplaceAsync(
        Actor actor, ProjectId project, OwnershipSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<OwnershipSettings>(decision);
        }

        OwnerRuleReader.Read(settings, out var fault);
        if (fault is not null)
        {
            return CommandResults.Invalid<OwnershipSettings>(fault);
        }

        var stored = await owners.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        if (expectedVersion is null || expectedVersion == version)
        {
            var commit = new DocumentCommit
            {
                Partition = Partition.Of(project),
                Puts = [OwnershipDocuments.Type.Put(settings, expectedVersion), Audit(actor, project, stored?.Value, settings)],
            };
            var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return CommandResults.Done(settings, result.Versions[0]);
            }
        }

        return CommandResults.Conflict("The rules were changed meanwhile.", stored?.Value ?? Initial, version);
    }

    public async ValueTask<CommandResult<IssueOwners>> TryAsync(
        Actor actor, ProjectId project, ReadOnlyMemory<byte> eventJson, OwnershipSettings? settings, CancellationToken cancellationToken)
    {
        var present = await GetAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (present.Value is null)
        {
            return present.Fail<OwnershipSettings, IssueOwners>();
        }

        var rules = OwnerRuleReader.Read(settings ?? present.Value, out var fault);
        if (fault is not null)
        {
            return CommandResults.Invalid<IssueOwners>(fault);
        }

        // As with a stored event: rules see what is left after scrubbing.
        var scrubber = await scrubbing.GetAsync(project, cancellationToken).ConfigureAwait(false);
        var read = _reader.Read(scrubber.Scrub(eventJson)?.Json ?? eventJson, timeProvider.GetUtcNow(), timeProvider);
        return read.Event is { } errorEvent
            ? CommandResults.Done(await owners.FindAsync(project, rules, errorEvent, cancellationToken).ConfigureAwait(false))
            : CommandResults.Invalid<IssueOwners>(read.Message ?? "event: cannot be read.");
    }

    public async ValueTask<CommandResult<IssueOwners>> FindOwnersAsync(Actor actor, IssueId issue, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found.Fail<Issue, IssueOwners>();
        }

        var newest = await errors.ListEventsAsync(new EventQuery { IssueId = row.Id, Limit = EventsToTry }, cancellationToken).ConfigureAwait(false);
        foreach (var listed in newest.Items)
        {
            if (await ReadAsync(row.ProjectId, listed.Event.EventId, cancellationToken).ConfigureAwait(false) is { } errorEvent)
            {
                return CommandResults.Done(await owners.FindAsync(row.ProjectId, errorEvent, cancellationToken).ConfigureAwait(false));
            }
        }

        return CommandResults.NotFound<IssueOwners>($"None of the newest {EventsToTry} events of issue {row.Id} was kept with its payload.");
    }

    /// <summary>Reads a stored event; null when its payload was not kept.</summary>
    public async ValueTask<ErrorEvent?> ReadAsync(ProjectId project, EventId id, CancellationToken cancellationToken) =>
        await errors.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false) is { } stored
            ? await _reader.ReadAsync(stored.Event, cancellationToken).ConfigureAwait(false)
            : null;

    private DocumentPut Audit(Actor actor, ProjectId project, OwnershipSettings? before, OwnershipSettings after) => audit.Prepare(
        AuditEntry.Of(actor, project, "ownership.changed", $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(before),
            After = Text(after),
        });

    private static string Text(OwnershipSettings settings) => Encoding.UTF8.GetString(OwnershipDocuments.Type.Serialize(settings).Span);
}
