using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Monitoring.Sample;

/// <summary>The address that senders take: host and port as given, with the real port where 0 was given.</summary>
internal static class SampleAddress
{
    public static string Of(IServer server, SampleArguments arguments)
    {
        var given = BindingAddress.Parse(arguments.Urls.Split(';')[0]);
        var bound = BindingAddress.Parse(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var host = given.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : given.Host;
        return $"{given.Scheme}://{host}:{(given.Port == 0 ? bound.Port : given.Port)}";
    }
}
