using Monitoring.ErrorTracking.Events;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Rows;

/// <summary>
/// The service of an event: what the sender says by the tag <c>service.name</c> or <c>service</c>, else what the client key stands for, else
/// the package of the release (<c>shop</c> of <c>shop@1.2</c>).
/// </summary>
internal static class ServiceNames
{
    private const int MaxLength = 200;

    public static string? Of(ErrorEvent errorEvent, ClientKey key)
    {
        var service = Tag(errorEvent, "service.name") ?? Tag(errorEvent, "service") ?? NonEmpty(key.Service) ?? Package(errorEvent.Release);
        return service is null ? null : Texts.Cut(service, MaxLength);
    }

    private static string? Package(string? release)
    {
        var at = release?.LastIndexOf('@') ?? -1;
        return at > 0 ? release![..at] : null;
    }

    private static string? Tag(ErrorEvent errorEvent, string key)
    {
        foreach (var tag in errorEvent.Tags)
        {
            if (tag.Key == key)
            {
                return NonEmpty(tag.Value);
            }
        }

        return null;
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
