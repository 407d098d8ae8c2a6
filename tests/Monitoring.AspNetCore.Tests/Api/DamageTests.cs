using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Storage.Documents;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Records that are damaged on the disk: lists go on without them, and they are shown as they lie there.</summary>
public sealed partial class DamageTests : IAsyncLifetime
{
    private const string Broken = """{"name":"beyond""";

    private readonly WatchedDocumentStore _store = new();
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(new() { Services = services => services.AddSingleton<IDocumentStore>(_store) });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Theory]
    [InlineData("error-alert-rule", "POST", "/projects/1/alert-rules", """{"name":"NAME","trigger":{"kind":"newIssue"}}""", "/projects/1/alert-rules", "name")]
    [InlineData("issue-comments", "POST", "/issues/1/comments", """{"text":"NAME"}""", "/issues/1/comments", "text")]
    [InlineData("issue-links", "POST", "/issues/1/links", """{"url":"https://git.example.com/NAME","title":"NAME"}""", "/issues/1/links", "title")]
    [InlineData("release", "PUT", "/projects/1/releases/NAME", """{}""", "/projects/1/releases", "version")]
    [InlineData("monitor", "PUT", "/projects/1/monitors/NAME", """{"schedule":{"type":"crontab","crontab":"0 2 * * *"}}""", "/projects/1/monitors", "slug")]
    public async Task A_list_leaves_out_what_cannot_be_read_and_it_is_shown_as_it_is(string kind, string method, string path, string body, string list, string field)
    {
        using var reported = await _host.Anonymous().ReportAsync(Some.Envelope());
        await _host.IssuesAsync();
        var owner = _host.As(TestHost.Owner);
        foreach (var name in new[] { "one", "two", "three" })
        {
            using var made = await owner.SendAsync(method, Root + path.Replace("NAME", name, StringComparison.Ordinal), body.Replace("NAME", name, StringComparison.Ordinal));
            Assert.True(made.IsSuccessStatusCode, $"{made.StatusCode}");
        }

        var whole = await NamesAsync(list, field);
        _store.OnRead = stored => Encoding.UTF8.GetString(stored.Body.Span).Contains("two", StringComparison.Ordinal) && stored.Type == kind
            ? stored with { Body = Encoding.UTF8.GetBytes(Broken) }
            : stored;

        Assert.Equal(whole.Where(name => name != "two"), await NamesAsync(list, field));
        var damaged = Assert.Single((await owner.SendAsync("GET", $"{Root}/projects/1/damaged-records").JsonAsync())["items"]!.AsArray())!;
        Assert.Equal((kind, Broken, 1), ((string?)damaged["type"], (string?)damaged["raw"], (int)damaged["schemaVersion"]!));
        Assert.Contains("BytePositionInLine", (string?)damaged["problem"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release", "/projects/1/releases/two", """{}""", "'release' record 'two' cannot", true)]
    [InlineData("monitor", "/projects/1/monitors/two", """{"schedule":{"type":"crontab","crontab":"0 2 * * *"}}""", "'monitor' record 'two' cannot", true)]
    [InlineData("ownership", "/projects/1/ownership", """{"rules":"path:src/** alice"}""", "'ownership' record 'ownership' cannot", true)]
    [InlineData("project", "/projects/1", null, "'project' record of the host cannot", false)]
    public async Task A_damaged_record_that_is_asked_for_by_itself_is_named_with_the_place_that_shows_it(string kind, string path, string? body, string named, bool shown)
    {
        var owner = _host.As(TestHost.Owner);
        using var made = body is null ? null : await owner.SendAsync("PUT", Root + path, body);
        Assert.True(made is null or { IsSuccessStatusCode: true }, $"{made?.StatusCode}");
        _store.OnRead = stored => stored.Type == kind ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;

        var detail = await owner.SendAsync("GET", Root + path).ProblemAsync(HttpStatusCode.Conflict);

        Assert.Contains(named, detail, StringComparison.Ordinal);
        Assert.Equal(shown, detail.EndsWith("Maintainers see it as it is in projects/1/damaged-records.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("release", "/api/0/organizations/demo/releases/two/", "detail", "The stored 'release' record 'two' cannot be read")]
    [InlineData("error-backend", "/api/v4/projects/1/error_tracking/settings", "message", "409 Conflict - The stored 'error-backend' record 'backend' cannot be read")]
    [InlineData("project", "/api/v4/projects/1/error_tracking/settings", "message", "409 Conflict - The stored 'project' record of the host cannot be read")]
    public async Task Sentrys_and_GitLabs_calls_say_the_same_in_their_own_form(string kind, string path, string field, string named)
    {
        var owner = _host.As(TestHost.Owner);
        await owner.SendAsync("PUT", $"{Root}/projects/1/releases/two", "{}").JsonAsync();
        await owner.SendAsync("PUT", $"{Root}/projects/1/error-tracking-backend", """{"kind":"integrated"}""").JsonAsync();
        _store.OnRead = stored => stored.Type == kind ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;

        var answer = await owner.SendAsync("GET", path).JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal([field], answer.Names());
        Assert.StartsWith(named, (string?)answer[field], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project", "/monitoring/api/v1/projects")]
    [InlineData("project", "/api/0/projects/")]
    [InlineData("issue-comment-count", "/api/0/organizations/demo/issues/?query=")]
    [InlineData("issue-comment-count", "/api/0/issues/1/")]
    [InlineData("release", "/api/0/issues/1/")]
    public async Task What_is_shown_with_others_or_beside_an_issue_breaks_neither(string kind, string path)
    {
        using var reported = await _host.Anonymous().ReportAsync(Some.Envelope(body: Some.Event(more: ",\"release\":\"two\"")));
        await _host.IssuesAsync();
        var owner = _host.As(TestHost.Owner);
        await owner.SendAsync("PUT", $"{Root}/projects/1/releases/two", "{}").JsonAsync();
        await owner.SendAsync("POST", $"{Root}/issues/1/comments", """{"text":"one"}""").JsonAsync(HttpStatusCode.Created);
        _store.OnRead = stored => stored.Type == kind ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;

        await owner.SendAsync("GET", path).JsonAsync();
    }

    [Fact]
    public async Task Comments_whose_number_is_damaged_are_counted_and_the_next_one_writes_it_anew()
    {
        using var reported = await _host.Anonymous().ReportAsync(Some.Envelope());
        await _host.IssuesAsync();
        var owner = _host.As(TestHost.Owner);
        await owner.SendAsync("POST", $"{Root}/issues/1/comments", """{"text":"one"}""").JsonAsync(HttpStatusCode.Created);
        _store.OnRead = stored => stored.Type == "issue-comment-count" ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;

        Assert.Equal(1, (int)(await owner.SendAsync("GET", "/api/0/issues/1/").JsonAsync())["numComments"]!);
        await owner.SendAsync("POST", $"{Root}/issues/1/comments", """{"text":"two"}""").JsonAsync(HttpStatusCode.Created);
        _store.OnRead = stored => stored;

        Assert.Equal(2, (int)(await owner.SendAsync("GET", "/api/0/issues/1/").JsonAsync())["numComments"]!);
        Assert.Empty((await owner.SendAsync("GET", $"{Root}/projects/1/damaged-records").JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task What_belongs_to_a_deleted_issue_and_cannot_be_read_goes_with_it()
    {
        using var reported = await _host.Anonymous().ReportAsync(Some.Envelope());
        await _host.IssuesAsync();
        var owner = _host.As(TestHost.Owner);
        await owner.SendAsync("POST", $"{Root}/issues/1/comments", """{"text":"one"}""").JsonAsync(HttpStatusCode.Created);
        var types = _host.Services.GetServices<DocumentType>().Where(type => type.Name is "issue-comments" or "issue-activity").ToArray();
        _store.OnRead = stored => types.Any(type => type.Name == stored.Type) ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;
        Assert.Equal(2, await CountAsync());

        using var deleted = await owner.SendAsync("DELETE", $"{Root}/issues/1");

        for (var attempt = 0; attempt < 400 && await CountAsync() > 0; attempt++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await CountAsync());

        async Task<int> CountAsync()
        {
            var pages = await Task.WhenAll(types.Select(type => _store.ListAsync(Partition.Of(new ProjectId(1)), type, 100, null, TestContext.Current.CancellationToken).AsTask()));
            return pages.Sum(page => page.Items.Length);
        }
    }

    [Fact]
    public async Task Every_kind_of_record_that_is_stored_is_looked_through()
    {
        var kinds = _host.Services.GetServices<DocumentType>().ToArray();
        foreach (var kind in kinds)
        {
            // Without the indexes, which cannot be filled from what is broken.
            var raw = new DocumentType<string>(kind.Name, Json.Default.String, text => text);
            await _store.CommitAsync(
                new() { Partition = Partition.Of(new ProjectId(1)), Puts = [new() { Type = raw, Key = "beyond", Body = Encoding.UTF8.GetBytes(Broken) }] }, TestContext.Current.CancellationToken);
        }

        var listed = await _host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/damaged-records").JsonAsync();

        Assert.True(kinds.Length > 50);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), listed["items"]!.AsArray().Select(item => (string?)item!["type"]));
        Assert.Null(listed["next"]);
    }

    /// <summary>A kind that the store is not told of is looked through by nobody.</summary>
    [Fact]
    public void Every_kind_of_record_that_the_code_declares_is_known()
    {
        var declared = (
            from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Monitoring.*.dll")
            where !Path.GetFileName(file).Contains("Test", StringComparison.Ordinal)
            from type in Assembly.LoadFrom(file).GetTypes()
            where !type.ContainsGenericParameters
            from property in type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            from kind in Kinds(property)
            select kind.Name).Distinct().Order(StringComparer.Ordinal).ToArray();

        Assert.True(declared.Length > 50, $"only {declared.Length} kinds were found");
        Assert.Equal(declared, _host.Services.GetServices<DocumentType>().Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_damaged_record_is_deleted_and_made_anew()
    {
        var owner = _host.As(TestHost.Owner);
        const string Rules = """{"rules":"path:src/** alice"}""";
        await owner.SendAsync("PUT", $"{Root}/projects/1/ownership", Rules).JsonAsync();
        _store.OnRead = stored => stored.Type == "ownership" ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;
        var path = $"{Root}/projects/1/damaged-records?type=ownership&key=ownership";
        await owner.SendAsync("PUT", $"{Root}/projects/1/ownership", Rules).ProblemAsync(HttpStatusCode.Conflict);

        using var deleted = await owner.SendAsync("DELETE", path);
        _store.OnRead = stored => stored;

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("", (string?)(await owner.SendAsync("GET", $"{Root}/projects/1/ownership").JsonAsync())["rules"]);
        await owner.SendAsync("PUT", $"{Root}/projects/1/ownership", Rules).JsonAsync();
        var entry = (await owner.SendAsync("GET", $"{Root}/audit?project=1").JsonAsync())["items"]!.AsArray().Single(entry => (string?)entry!["action"] == "damaged-record.deleted")!;
        Assert.Equal(("ownership:ownership", Broken, TestHost.Owner), ((string?)entry["subject"], (string?)entry["before"], (string?)entry["actorId"]));
        await owner.SendAsync("DELETE", path).ProblemAsync(HttpStatusCode.Conflict);
        Assert.NotEqual("", (string?)(await owner.SendAsync("GET", $"{Root}/projects/1/ownership").JsonAsync())["rules"]);
    }

    [Theory]
    [InlineData(TestHost.Developer, "type=ownership&key=ownership", HttpStatusCode.Forbidden)]
    [InlineData(TestHost.Owner, "type=ownership&key=none", HttpStatusCode.NotFound)]
    [InlineData(TestHost.Owner, "type=nothing&key=none", HttpStatusCode.NotFound)]
    [InlineData(TestHost.Owner, "key=none", HttpStatusCode.NotFound)]
    [InlineData(TestHost.Owner, "type=audit-entry&key=ownership", HttpStatusCode.BadRequest)]
    public async Task Only_maintainers_delete_and_only_what_is_damaged(string user, string query, HttpStatusCode status)
    {
        _store.OnRead = stored => stored.Type == "ownership" ? stored with { Body = Encoding.UTF8.GetBytes(Broken) } : stored;

        await _host.As(user).SendAsync("DELETE", $"{Root}/projects/1/damaged-records?{query}").ProblemAsync(status);
    }

    [Theory]
    [InlineData("filter-settings")]
    [InlineData("scrubbing-settings")]
    [InlineData("grouping-settings")]
    [InlineData("quota-settings")]
    [InlineData("discards")]
    public async Task Reports_are_taken_again_when_damaged_settings_have_been_deleted(string kind)
    {
        var raw = new DocumentType<string>(kind, Json.Default.String, text => text);
        await _store.CommitAsync(
            new() { Partition = Partition.Of(new ProjectId(1)), Puts = [new() { Type = raw, Key = kind, Body = Encoding.UTF8.GetBytes(Broken) }] }, TestContext.Current.CancellationToken);

        using var refused = await _host.Anonymous().ReportAsync(Some.Envelope());
        using var deleted = await _host.As(TestHost.Owner).SendAsync("DELETE", $"{Root}/projects/1/damaged-records?type={kind}&key={kind}");
        using var taken = await _host.Anonymous().ReportAsync(Some.Envelope());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 60), (refused.StatusCode, refused.Headers.RetryAfter?.Delta?.TotalSeconds));
        Assert.Equal("settings_damaged", (string?)(await refused.JsonAsync(HttpStatusCode.ServiceUnavailable))["detail"]);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (deleted.StatusCode, taken.StatusCode));
        Assert.Single(await _host.IssuesAsync());
        Assert.Contains(await _host.OutcomesAsync(), outcome => outcome.Key.EndsWith("settings_damaged", StringComparison.Ordinal) && outcome.Value == 1);
    }

    [Fact]
    public async Task Reports_to_a_project_that_cannot_be_read_itself_are_refused_in_the_same_way()
    {
        var raw = new DocumentType<string>("project", Json.Default.String, text => text);
        await _store.CommitAsync(
            new() { Partition = Partition.Host, Puts = [new() { Type = raw, Key = "9", Body = Encoding.UTF8.GetBytes(Broken) }] }, TestContext.Current.CancellationToken);

        using var refused = await _host.Anonymous().ReportAsync(Some.Envelope(), "/api/9/envelope/");

        Assert.Equal("settings_damaged", (string?)(await refused.JsonAsync(HttpStatusCode.ServiceUnavailable))["detail"]);
    }

    [Fact]
    public async Task Damaged_records_are_for_maintainers_and_their_cursor_is_their_own()
    {
        var path = $"{Root}/projects/1/damaged-records";

        await _host.As(TestHost.Developer).SendAsync("GET", path).ProblemAsync(HttpStatusCode.Forbidden);
        await _host.As(TestHost.Owner).SendAsync("GET", path + "?cursor=nonsense").ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Empty((await _host.As(TestHost.Owner).SendAsync("GET", path).JsonAsync())["items"]!.AsArray());
    }

    /// <summary>What a list holds, in pages of one where it has pages.</summary>
    private async Task<string[]> NamesAsync(string list, string field)
    {
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _host.As(TestHost.Owner).SendAsync("GET", $"{Root}{list}?limit=1{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}").JsonAsync();
            names.AddRange(page["items"]!.AsArray().Select(item => (string)item![field]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null && names.Count < 10);
        return [.. names];
    }

    /// <summary>What a static property declares: a kind, settings of a kind, or the kinds of rolled-up values.</summary>
    private static IEnumerable<DocumentType> Kinds(PropertyInfo property)
    {
        if (property.PropertyType.IsAssignableTo(typeof(DocumentType)))
        {
            return [(DocumentType)property.GetValue(null)!];
        }

        return property.PropertyType.Name switch
        {
            "SettingsKind`1" => [(DocumentType)Part("Type")],
            "RollupKind" => (ImmutableArray<DocumentType>)Part("Documents"),
            _ => [],
        };

        object Part(string name) => property.PropertyType.GetProperty(name)!.GetValue(property.GetValue(null))!;
    }

    [JsonSerializable(typeof(string))]
    private sealed partial class Json : JsonSerializerContext;
}
