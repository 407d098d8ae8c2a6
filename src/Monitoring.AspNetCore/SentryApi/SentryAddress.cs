using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>The address at which this host is reached, without the path of the API: for links in answers.</summary>
internal static class SentryAddress
{
    private const string Api = "/api/0/";

    public static Uri Of(ApiCall call) => call.Service<IOptions<MonitoringEndpointOptions>>().Value.PublicUrl ?? Of(call.Context.Request);

    /// <summary>Where a program reads more of an issue.</summary>
    public static string Issue(ApiCall call, IssueId id) => $"{Of(call).AbsoluteUri.TrimEnd('/')}/monitoring/api/v1/issues/{id}";

    private static Uri Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var prefix = path[..Math.Max(0, path.IndexOf(Api, StringComparison.OrdinalIgnoreCase))];
        return new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{new PathString(prefix).ToUriComponent()}");
    }
}
