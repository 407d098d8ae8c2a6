namespace Monitoring.Incidents.Configuration;

/// <summary>Something wrong in a configuration, and the place of it, such as <c>route.routes[2].matchers[0]</c>.</summary>
internal readonly record struct ConfigurationProblem(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}
