using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Signals.Errors;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Triage.Links;

/// <summary>Keeps each link as a document in the project's partition.</summary>
internal sealed class StoredLinks(IssueAccess issues, IssueNotes<IssueLink> notes, NoteWriter writer) : IIssueLinks
{
    private const int MaxLinks = 100;
    private const int MaxUrlLength = 2_000;
    private const int MaxTitleLength = 200;

    public async ValueTask<CommandResult<Page<IssueLink>>> ListAsync(Actor actor, IssueId issue, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.ReadErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found.Fail<Issue, Page<IssueLink>>();
        }

        var page = await LinksOfAsync(row, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new Page<IssueLink> { Items = [.. page.Items.Select(item => item.Value)] });
    }

    public async ValueTask<CommandResult<IssueLink>> AddAsync(Actor actor, IssueId issue, string url, string? title, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { } on)
        {
            return found.Fail<Issue, IssueLink>();
        }

        if (FaultOf(url, title) is { } fault)
        {
            return CommandResults.Invalid<IssueLink>(fault);
        }

        var links = await LinksOfAsync(on.Row, cancellationToken).ConfigureAwait(false);
        if (links.Items.FirstOrDefault(item => item.Value.Url == url) is { } there)
        {
            return CommandResults.Done(there.Value, there.Version);
        }

        if (links.Items.Length >= MaxLinks)
        {
            return CommandResults.Invalid<IssueLink>($"An issue has at most {MaxLinks} links.");
        }

        var link = new IssueLink
        {
            Id = writer.NewId(),
            ProjectId = on.Row.ProjectId,
            IssueId = on.Row.Id,
            Url = url,
            Title = title ?? "",
            ActorId = actor.Id,
            CreatedAt = writer.Now,
        };
        var change = new DocumentCommit { Partition = Partition.Of(link.ProjectId), Puts = [LinkDocuments.Type.Put(link, 0)] };
        var note = new Note { Activity = IssueActivityKind.Linked, Subject = url, Action = "issue.linked", After = url };
        var result = await CommitAsync(actor, on, change, note, link, isRemoved: false, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(link, result.Versions[0]);
    }

    public async ValueTask<CommandResult<IssueLink>> RemoveAsync(Actor actor, IssueId issue, EntityId link, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, issue, Permission.UpdateErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { } on)
        {
            return found.Fail<Issue, IssueLink>();
        }

        var links = await LinksOfAsync(on.Row, cancellationToken).ConfigureAwait(false);
        if (links.Items.FirstOrDefault(item => item.Value.Id == link) is not { } there)
        {
            return CommandResults.NotFound<IssueLink>($"Issue {on.Row.Id} has no link {link}.");
        }

        var change = new DocumentCommit
        {
            Partition = Partition.Of(on.Row.ProjectId),
            Deletes = [new DocumentDelete { Type = LinkDocuments.Type, Key = LinkDocuments.Type.GetKey(there.Value), ExpectedVersion = there.Version }],
        };
        var note = new Note { Activity = IssueActivityKind.Unlinked, Subject = there.Value.Url, Action = "issue.unlinked", Before = there.Value.Url };
        var result = await CommitAsync(actor, on, change, note, there.Value, isRemoved: true, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed
            ? CommandResults.Done(there.Value)
            : CommandResults.NotFound<IssueLink>($"Issue {on.Row.Id} has no link {link} any more.");
    }

    private ValueTask<Page<Versioned<IssueLink>>> LinksOfAsync(IssueRow row, CancellationToken cancellationToken) =>
        notes.ListAsync(row.ProjectId, row.Id, MaxLinks, null, cancellationToken);

    private ValueTask<CommitResult> CommitAsync(
        Actor actor, Issue on, DocumentCommit change, Note note, IssueLink link, bool isRemoved, CancellationToken cancellationToken)
    {
        var signal = new ErrorIssueLinked
        {
            ProjectId = on.Row.ProjectId,
            IssueId = on.Row.Id,
            Title = on.Row.Title,
            Level = on.Row.Level,
            Status = on.Row.State.Status,
            LinkId = link.Id,
            ActorId = actor.Id,
            Url = link.Url,
            IsRemoved = isRemoved,
        };
        return writer.WriteAsync(actor, on, change, note, LinkDocuments.Signal, signal, cancellationToken);
    }

    private static string? FaultOf(string? url, string? title)
    {
        var isAddress = url is { Length: > 0 and <= MaxUrlLength } && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            && parsed.Scheme is "http" or "https" && parsed.UserInfo.Length == 0 && !url.Any(char.IsControl);
        return !isAddress ? $"url: an address with http or https, of at most {MaxUrlLength} characters and without a password, is expected."
            : title?.Length > MaxTitleLength ? $"title: at most {MaxTitleLength} characters are expected."
            : null;
    }
}
