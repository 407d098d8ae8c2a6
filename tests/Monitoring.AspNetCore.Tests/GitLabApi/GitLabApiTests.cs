using System.Net;
using System.Text.Json.Nodes;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Projects;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.GitLabApi;

/// <summary>GitLab's calls for error tracking: fields, statuses and roles as its documentation has them.</summary>
public sealed class GitLabApiTests
{
    private const string Settings = "/api/v4/projects/1/error_tracking/settings";
    private const string Keys = "/api/v4/projects/1/error_tracking/client_keys";
    private const string Maintainer = "mona";

    [Fact]
    public async Task Settings_are_read_and_toggled()
    {
        await using var host = await StartAsync();

        var read = await host.As(Maintainer).SendAsync("GET", Settings).JsonAsync();
        var off = await host.As(TestHost.Owner).SendAsync("PATCH", Settings + "?active=false").JsonAsync();
        var on = await host.As(TestHost.Owner).SendAsync("PUT", Settings, """{"active":true,"integrated":true}""").JsonAsync();

        Assert.Equal(["active", "api_url", "integrated", "project_name", "sentry_external_url"], read.Names());
        Assert.Equal("""{"active":true,"project_name":null,"sentry_external_url":null,"api_url":null,"integrated":true}""", read.ToJsonString());
        Assert.Equal((false, true), ((bool)off["active"]!, (bool)on["active"]!));
    }

    [Fact]
    public async Task A_Sentry_server_is_shown_as_GitLab_shows_it_and_toggled()
    {
        await using var host = await StartAsync();
        var input = """{"kind":"sentry","sentry":{"address":"https://sentry.example.com/","organization":"acme","project":"shop","projectName":"The shop"},"token":"t"}""";
        await host.As(Maintainer).SendAsync("PATCH", Settings + "?active=true&integrated=false").JsonAsync(HttpStatusCode.BadRequest);
        await host.As(Maintainer).SendAsync("PUT", $"{Root}/projects/1/error-tracking-backend", input).JsonAsync();

        var read = await host.As(Maintainer).SendAsync("GET", Settings).JsonAsync();
        var integrated = await host.As(Maintainer).SendAsync("PATCH", Settings, """{"active":true,"integrated":true}""").JsonAsync();
        var back = await host.As(Maintainer).SendAsync("PATCH", Settings, """{"active":true,"integrated":false}""").JsonAsync();

        Assert.Equal(
            """{"active":true,"project_name":"The shop","sentry_external_url":"https://sentry.example.com/acme/shop","api_url":"https://sentry.example.com/api/0/projects/acme/shop","integrated":false}""",
            read.ToJsonString());
        Assert.Equal((true, false), ((bool)integrated["integrated"]!, (bool)back["integrated"]!));
        Assert.Equal(read["api_url"]!.ToString(), back["api_url"]!.ToString());
    }

    [Fact]
    public async Task Keys_are_listed_made_and_deleted()
    {
        await using var host = await StartAsync();
        var client = host.As(Maintainer);

        var first = Assert.Single((await client.SendAsync("GET", Keys).JsonAsync()).AsArray())!;
        var made = await client.SendAsync("POST", Keys).JsonAsync(HttpStatusCode.Created);
        var deleted = await client.SendAsync("DELETE", $"{Keys}/{made["id"]}").JsonAsync();
        await MessageAsync(client.SendAsync("DELETE", $"{Keys}/{made["id"]}"), HttpStatusCode.NotFound, "404 Not Found");
        using var report = await host.Anonymous().ReportAsync(Some.Envelope(), query: $"sentry_key={made["public_key"]}&sentry_version=7");

        Assert.Equal(["active", "id", "public_key", "sentry_dsn"], first.Names());
        Assert.Equal((TestHost.Key, $"http://{TestHost.Key}@localhost/1", true), ((string?)first["public_key"], (string?)first["sentry_dsn"], (bool)first["active"]!));
        Assert.True((long)made["id"]! is > 0 and < 1L << 53);
        Assert.Equal(made.ToJsonString(), deleted.ToJsonString());
        Assert.Single((await client.SendAsync("GET", Keys).JsonAsync()).AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, report.StatusCode);
    }

    [Fact]
    public async Task Choosing_the_integrated_back_end_makes_a_key_when_there_is_none()
    {
        await using var host = await StartAsync();
        var client = host.As(Maintainer);
        var only = (await client.SendAsync("GET", Keys).JsonAsync())[0]!["id"];
        await client.SendAsync("DELETE", $"{Keys}/{only}").JsonAsync();

        await client.SendAsync("PUT", Settings, """{"active":"true","integrated":"1"}""").JsonAsync();
        await client.SendAsync("PUT", Settings, """{"active":true,"integrated":true}""").JsonAsync();

        Assert.Single((await client.SendAsync("GET", Keys).JsonAsync()).AsArray());
    }

    [Fact]
    public async Task Maintainers_may_and_owners_alone_switch_the_feature()
    {
        await using var host = await StartAsync();

        foreach (var (method, path) in new[] { ("GET", Settings), ("GET", Keys), ("POST", Keys), ("DELETE", Keys + "/1"), ("PATCH", Settings + "?active=false") })
        {
            await MessageAsync(host.As(TestHost.Developer).SendAsync(method, path), HttpStatusCode.Forbidden, "403 Forbidden");
            await MessageAsync(host.As(TestHost.Stranger).SendAsync(method, path), HttpStatusCode.NotFound, "404 Project Not Found");
        }

        await MessageAsync(host.As(Maintainer).SendAsync("PATCH", Settings + "?active=false"), HttpStatusCode.Forbidden, "403 Forbidden");
        await MessageAsync(host.As(Maintainer).SendAsync("GET", Settings.Replace("/1/", "/99/", StringComparison.Ordinal)), HttpStatusCode.NotFound, "404 Project Not Found");
        using var anonymous = await host.Anonymous().SendAsync("GET", Settings);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Theory]
    [InlineData("PATCH", "", "", "active is missing")]
    [InlineData("PATCH", "?active=maybe", "", "active is invalid")]
    [InlineData("PATCH", "?active=", "", "active is empty")]
    [InlineData("PUT", "?active=true", "", "integrated is missing")]
    [InlineData("PUT", "", "{", "the body is no JSON and no form")]
    [InlineData("PUT", "", """{"active":{},"integrated":true}""", "active is invalid")]
    [InlineData("PUT", "", """{"active":null,"integrated":true}""", "active is empty")]
    [InlineData("PATCH", "", """{"active":"\ud800"}""", "active is invalid")]
    public async Task A_parameter_that_cannot_be_read_is_named(string method, string query, string body, string error)
    {
        await using var host = await StartAsync();

        var answer = await host.As(Maintainer).SendAsync(method, Settings + query, body.Length == 0 ? null : body).JsonAsync(HttpStatusCode.BadRequest);

        Assert.Equal(error, (string?)answer["error"]);
    }

    [Fact]
    public async Task A_project_is_named_by_its_full_path_and_tokens_come_where_GitLabs_clients_put_them()
    {
        await using var host = await StartAsync();
        var projects = host.Services.GetRequiredService<IProjectDirectory>();
        await projects.CreateAsync(Actor.System, "team/web/shop", "Shop", new ProjectId(77), [Feature.ErrorTracking], TestContext.Current.CancellationToken);
        await AddAsync(host, new ProjectId(77), Maintainer);
        const string Path = "/api/v4/projects/team%2Fweb%2Fshop/error_tracking/";

        foreach (var header in new[] { ("PRIVATE-TOKEN", Maintainer), ("JOB-TOKEN", Maintainer), ("Authorization", "Bearer " + Maintainer) })
        {
            var read = await host.Anonymous().SendAsync("GET", Path + "settings", null, header).JsonAsync();
            Assert.True((bool)read["active"]!);
        }

        using var form = new FormUrlEncodedContent([new("active", "true"), new("integrated", "true")]);
        var put = await host.As(Maintainer).PutAsync(Path + "settings", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.EndsWith("@localhost/77", (string?)(await host.As(Maintainer).SendAsync("GET", Path + "client_keys").JsonAsync())[0]!["sentry_dsn"], StringComparison.Ordinal);
    }

    private static async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync();
        await AddAsync(host, TestHost.Project, Maintainer);
        return host;
    }

    private static async Task AddAsync(TestHost host, ProjectId project, string user) =>
        await host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
            Actor.System, new Member { ProjectId = project, ActorId = user, Role = Role.Maintainer }, null, TestContext.Current.CancellationToken);

    private static async Task MessageAsync(Task<HttpResponseMessage> sending, HttpStatusCode status, string message)
    {
        JsonNode answer = await sending.JsonAsync(status);
        Assert.Equal(message, (string?)answer["message"]);
    }
}
