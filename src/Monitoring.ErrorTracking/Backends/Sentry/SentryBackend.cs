using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Backends.Reading;
using Monitoring.ErrorTracking.Backends.Sentry.Answers;
using Monitoring.ErrorTracking.Backends.Sentry.Connecting;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Backends.Sentry;

/// <summary>Reads and changes issues at a Sentry server, by the calls that GitLab makes.</summary>
internal sealed class SentryBackend(SentryHttp http, ReplyCache cache, TimeProvider timeProvider)
{
    private const int MaxProjectPages = 5;

    private delegate T? Reader<T>(JsonElement element, out string? fault)
        where T : class;

    public async ValueTask<BackendResult<Page<BackendProject>>> ListProjectsAsync(Uri address, string token, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<BackendProject>();
        string? cursor = null;
        for (var read = 0; read < MaxProjectPages; read++)
        {
            var reply = await http.SendAsync(new SentryCall { Method = HttpMethod.Get, Url = SentryUrls.Projects(address, cursor), Token = token }, cancellationToken).ConfigureAwait(false);
            var page = ReadList<BackendProject>(reply, SentryProjectReader.Read);
            if (page.Value is not { } projects)
            {
                return page;
            }

            found.AddRange(projects.Items);
            cursor = projects.Next;
            if (cursor is null)
            {
                break;
            }
        }

        return BackendResults.Done(new Page<BackendProject> { Items = found.ToImmutable() });
    }

    public async ValueTask<BackendResult<Page<BackendIssue>>> ListAsync(SentryTarget target, BackendIssueSearch search, CancellationToken cancellationToken) =>
        ReadList<BackendIssue>(await ReadAsync(target, SentryUrls.Issues(target.Connection, search), cancellationToken).ConfigureAwait(false), SentryIssueReader.Read);

    public async ValueTask<BackendResult<BackendIssue>> GetAsync(SentryTarget target, IssueId id, CancellationToken cancellationToken) =>
        ReadIssue(target, id, await ReadAsync(target, SentryUrls.Issue(target.Connection.Address, id), cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the latest event of an issue that is of the project: the address of the event does not say which it is of.</summary>
    public async ValueTask<BackendResult<BackendEvent>> GetLatestEventAsync(SentryTarget target, IssueId id, CancellationToken cancellationToken)
    {
        var issue = await GetAsync(target, id, cancellationToken).ConfigureAwait(false);
        return issue.Value is null
            ? issue.As<BackendIssue, BackendEvent>()
            : ReadOne(
                await ReadAsync(target, SentryUrls.LatestEvent(target.Connection.Address, id), cancellationToken).ConfigureAwait(false),
                (JsonElement element, out string? fault) => SentryEventReader.Read(element, issue.Value.Id, out fault));
    }

    /// <summary>Changes an issue that is of the project.</summary>
    public async ValueTask<BackendResult<BackendIssue>> UpdateAsync(SentryTarget target, IssueId id, BackendIssueChange change, CancellationToken cancellationToken)
    {
        var url = SentryUrls.Issue(target.Connection.Address, id);
        var before = ReadIssue(target, id, await http.SendAsync(Get(target, url), cancellationToken).ConfigureAwait(false));
        if (before.Value is null)
        {
            return before;
        }

        var call = new SentryCall { Method = HttpMethod.Put, Url = url, Token = target.Token, Body = SentryChanges.Write(change, timeProvider.GetUtcNow()) };
        try
        {
            var reply = await http.SendAsync(call, cancellationToken).ConfigureAwait(false);
            if (reply.Outcome != BackendOutcome.Done)
            {
                return Failed<BackendIssue>(reply);
            }
        }
        finally
        {
            cache.Forget(target.Project);
        }

        return await GetAsync(target, id, cancellationToken).ConfigureAwait(false);
    }

    private static SentryCall Get(SentryTarget target, Uri url) => new() { Method = HttpMethod.Get, Url = url, Token = target.Token };

    private static BackendResult<BackendIssue> ReadIssue(SentryTarget target, IssueId id, SentryReply reply) => ReadOne(reply, (JsonElement element, out string? fault) =>
    {
        var issue = SentryIssueReader.Read(element, out fault);
        if (issue is null || IsOf(target.Connection, element))
        {
            return issue;
        }

        fault = null;
        return null;
    }) is var result && result is { Outcome: BackendOutcome.Done, Value: null }
        ? BackendResults.Failed<BackendIssue>(BackendOutcome.NotFound, $"The issue {id} belongs to another project of the Sentry server.")
        : result;

    private static bool IsOf(SentryConnection connection, JsonElement issue) =>
        connection.Project.Equals(issue.Member("project").Text("slug"), StringComparison.OrdinalIgnoreCase)
            && (connection.ProjectId is null || connection.ProjectId == SentryIssueReader.ProjectId(issue));

    private static BackendResult<T> ReadOne<T>(SentryReply reply, Reader<T> read)
        where T : class => Parse(reply, root =>
        {
            var value = read(root, out var fault);
            return fault is null ? new BackendResult<T> { Outcome = BackendOutcome.Done, Value = value } : Broken<T>(fault);
        });

    private static BackendResult<Page<T>> ReadList<T>(SentryReply reply, Reader<T> read)
        where T : class => Parse(reply, root =>
        {
            if (root.ValueKind != JsonValueKind.Array)
            {
                return BackendResults.Failed<Page<T>>(BackendOutcome.BadAnswer, "The Sentry server answered with something else than a list.");
            }

            var items = ImmutableArray.CreateBuilder<T>();
            foreach (var element in root.EnumerateArray())
            {
                if (read(element, out var fault) is not { } item)
                {
                    return Broken<Page<T>>($"[{items.Count}].{fault}");
                }

                items.Add(item);
            }

            return BackendResults.Done(new Page<T> { Items = items.ToImmutable(), Next = LinkHeader.Next(reply.Link) });
        });

    private static BackendResult<T> Parse<T>(SentryReply reply, Func<JsonElement, BackendResult<T>> read)
        where T : class
    {
        if (reply.Outcome != BackendOutcome.Done)
        {
            return Failed<T>(reply);
        }

        try
        {
            using var document = JsonDocument.Parse(reply.Body, JsonParts.Options);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return BackendResults.Failed<T>(BackendOutcome.BadAnswer, "What answers at the address of the Sentry server answers with something else than JSON; check the address.");
        }
    }

    private static BackendResult<T> Failed<T>(SentryReply reply)
        where T : class => BackendResults.Failed<T>(reply.Outcome, reply.Reason, reply.RetryAfter);

    private static BackendResult<T> Broken<T>(string fault)
        where T : class => BackendResults.Failed<T>(BackendOutcome.BadAnswer, $"The Sentry server's answer has no '{fault}' that could be read.");

    private ValueTask<SentryReply> ReadAsync(SentryTarget target, Uri url, CancellationToken cancellationToken) =>
        cache.ReadAsync(target.Project, Get(target, url), http.SendAsync, cancellationToken);
}
