using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Keys;

/// <summary>Writes DSNs for the address at which this host is reached, with the prefix that the endpoints are mapped under.</summary>
internal static class DsnText
{
    private const string Api = "/monitoring/api/v1/";

    public static Func<ClientKey, string> For(ApiCall call) =>
        At(call.Service<IOptions<MonitoringEndpointOptions>>().Value.PublicUrl ?? Address(call.Context.Request));

    public static Func<ClientKey, string> At(Uri address)
    {
        var authority = address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}";
        var path = address.AbsolutePath.TrimEnd('/');
        return key => $"{address.Scheme}://{key.PublicKey}@{authority}{path}/{key.ProjectId}";
    }

    private static Uri Address(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var prefix = path[..Math.Max(0, path.IndexOf(Api, StringComparison.OrdinalIgnoreCase))];
        return new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{new PathString(prefix).ToUriComponent()}");
    }
}
