using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>An application that embeds Monitoring, over the in-memory store, with project 1 and its members.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Owner = "olga";
    public const string Developer = "dora";
    public const string Reporter = "rita";
    public const string Stranger = "sven";
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private TestHost(WebApplication app) => _app = app;

    public static ProjectId Project { get; } = new(1);

    public IServiceProvider Services => _app.Services;

    /// <summary>The address of a real server; an address of no meaning for a test server.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    public static async Task<TestHost> StartAsync(TestHostSettings? settings = null)
    {
        settings ??= new TestHostSettings();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = settings.Environment });
        builder.Logging.ClearProviders();
        if (settings.RealServer)
        {
            builder.WebHost.UseKestrel(settings.Kestrel).UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Services.AddAuthentication(TestAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TestAuthentication>(TestAuthentication.SchemeName, null);
        builder.Services.AddAuthorization();
        settings.Services(builder.Services);
        settings.Monitoring(builder.Services.AddMonitoring());
        var app = builder.Build();
        settings.Map(app);
        var host = new TestHost(app);
        try
        {
            await host.PrepareAsync(settings);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Maps everything under <c>/base/a/b</c>: a path base, and a group.</summary>
    public static void Mount(WebApplication app)
    {
        app.UsePathBase("/base");
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGroup("/a/b").MapMonitoring().RequireAuthorization();
    }

    /// <summary>A client that nobody is signed in with.</summary>
    public HttpClient Anonymous() => Client(null);

    /// <summary>A client of a user.</summary>
    public HttpClient As(string user) => Client(user);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task PrepareAsync(TestHostSettings settings)
    {
        if (settings.Project)
        {
            await CreateProjectAsync();
        }

        await _app.StartAsync();
        if (settings.RealServer)
        {
            Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        }
    }

    private async Task CreateProjectAsync()
    {
        var projects = Services.GetRequiredService<IProjectDirectory>();
        Done(await projects.CreateAsync(Actor.System, "demo/shop", "Shop", Project));
        Done(await projects.SetFeaturesAsync(Actor.System, Project, [Feature.ErrorTracking]));
        var members = Services.GetRequiredService<IMemberDirectory>();
        foreach (var (actor, role) in new[] { (Owner, Role.Owner), (Developer, Role.Developer), (Reporter, Role.Reporter) })
        {
            Done(await members.SetAsync(Actor.System, new Member { ProjectId = Project, ActorId = actor, Role = role }));
        }

        Assert.True(PublicKey.TryParse(Key, out var key));
        Done(await Services.GetRequiredService<IClientKeyDirectory>()
            .CreateAsync(Actor.System, Project, new ClientKeySettings { Label = "Test" }, key));
    }

    private static void Done<T>(CommandResult<T> result)
        where T : class => Assert.True(result.Outcome == CommandOutcome.Done, result.Reason);

    private HttpClient Client(string? user)
    {
        var client = _app.Services.GetRequiredService<IServer>() is TestServer server
            ? server.CreateClient()
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (user is not null)
        {
            client.DefaultRequestHeaders.Authorization = new(TestAuthentication.SchemeName, user);
        }

        _clients.Add(client);
        return client;
    }
}
