using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Tells transactions by their names: those of health checks, and those that the project names.</summary>
internal sealed class TransactionNames(bool healthChecks, IEnumerable<string> patterns)
{
    /// <summary>How checks of health are called by orchestrators, balancers and frameworks, whatever the method before the path.</summary>
    private static readonly string[] HealthChecks =
    [
        "*/{health,healthz,healthy,healthcheck,health-check,health_check}", "*/{health,healthz,healthcheck,health-check,health_check}/*", "*/{live,livez,liveness,alive}",
        "*/{ready,readyz,readiness}", "*/{ping,up,heartbeat,status,startupz}", "*/actuator/health*", "{health,healthz,healthcheck,health-check,health_check,livez,readyz,ping}",
        "grpc.health.v1.Health/*", "*/grpc.health.v1.Health/*",
    ];

    private readonly Patterns _patterns = new(healthChecks ? [.. HealthChecks, .. patterns] : patterns);

    public bool IsEmpty => _patterns.IsEmpty;

    /// <summary>Whether a name matches as it is, or without slashes at its end.</summary>
    public bool Matches(string? name)
    {
        var budget = new RuleBudget();
        return _patterns.IsMatch(name, budget) || (name is [.., '/'] && _patterns.IsMatch(name.TrimEnd('/'), budget));
    }
}
