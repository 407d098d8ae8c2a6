namespace Monitoring.Sample.Demo;

/// <summary>Lets customers use the shop and reports what they run into, by the unmodified Sentry SDK.</summary>
internal sealed class ShopTraffic : IDisposable
{
    private const int Users = 60;
    private const int Seed = 20261122;

    private static readonly TimeSpan Flush = TimeSpan.FromSeconds(30);
    private static readonly (string Release, string Environment)[] Deployments =
    [
        ("shop@1.4.0", "production"), ("shop@1.4.1", "production"), ("shop@1.5.0-rc.1", "staging"),
    ];

    private readonly Random _random = new(Seed);
    private readonly Shop _shop = new();
    private readonly (SentryClient Client, SentryOptions Options)[] _clients;

    public ShopTraffic(string dsn) => _clients = [.. Deployments.Select(deployment => Client(dsn, deployment.Release, deployment.Environment))];

    public int Families => _shop.Failures.Count;

    /// <summary>Reports a number of failures; the events are taken by the host when the call returns.</summary>
    public async Task ReportAsync(int count, Action<int> progress)
    {
        for (var number = 1; number <= count; number++)
        {
            // The first ones are one of each kind, so that each kind occurs.
            var failure = number <= Families ? _shop.Failures[number - 1] : Pick();
            Report(failure, number, _clients[_random.Next(_clients.Length)]);
            if (number % 20 == 0 || number == count)
            {
                await FlushAsync();
                progress(number);
            }
        }
    }

    /// <summary>Reports the failure that happens most often, once more.</summary>
    public async Task ReportMostFrequentAsync(int number)
    {
        Report(_shop.Failures.MaxBy(failure => failure.Weight)!, number, _clients[1]);
        await FlushAsync();
    }

    public void Dispose()
    {
        foreach (var (client, _) in _clients)
        {
            client.Dispose();
        }
    }

    private static (SentryClient, SentryOptions) Client(string dsn, string release, string environment)
    {
        var options = new SentryOptions
        {
            Dsn = dsn,
            Release = release,
            Environment = environment,
            AutoSessionTracking = false,
            MaxQueueItems = 1000,
        };
        return (new SentryClient(options), options);
    }

    private void Report(ShopFailure failure, int number, (SentryClient Client, SentryOptions Options) deployment)
    {
        try
        {
            failure.Run(number);
        }
        catch (Exception exception)
        {
            var user = _random.Next(Users);
            var scope = new Scope(deployment.Options) { User = new SentryUser { Id = $"customer-{user}", Username = $"Customer {user}" } };
            scope.SetTag("service", failure.Service);
            scope.SetTag("shop.action", failure.Name);
            scope.AddBreadcrumb($"Customer {user} tries to {failure.Name}");
            deployment.Client.CaptureEvent(new SentryEvent(exception), scope);
        }
    }

    private ShopFailure Pick()
    {
        var at = _random.Next(_shop.Failures.Sum(failure => failure.Weight));
        return _shop.Failures.First(failure => (at -= failure.Weight) < 0);
    }

    private Task FlushAsync() => Task.WhenAll(_clients.Select(deployment => deployment.Client.FlushAsync(Flush)));
}
