using System.Net;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Finds the address of the user: the event's own, the request's, or the peer's where the event asks for it.</summary>
internal static class UserCompletion
{
    private const string Auto = "{{auto}}";

    public static UserInfo? Complete(EventDraft draft, string platform, string? remoteAddress, EventScope scope)
    {
        var peer = Parse(remoteAddress);
        var inference = draft.Sdk is { Settings.HasValue: true } sdk ? JsonObjects.FindText(sdk.Settings, "infer_ip") : null;
        var mayInfer = inference != "never";
        var given = draft.User?.IpAddress;
        var address = given == Auto ? (mayInfer ? peer : null) : Check(given, scope);
        address ??= RequestAddress(draft, mayInfer ? peer : null);
        if (address is null && mayInfer && (inference == "auto" || platform is "javascript" or "cocoa" or "objc"))
        {
            address = peer;
        }

        if (draft.User is null)
        {
            return address is null ? null : new UserInfo { IpAddress = address };
        }

        var user = draft.User.IpAddress == address ? draft.User : draft.User with { IpAddress = address };
        return user == new UserInfo() ? null : user;
    }

    private static string? Check(string? given, EventScope scope)
    {
        var address = Parse(given);
        if (address is null && !string.IsNullOrEmpty(given))
        {
            scope.Enter("user");
            scope.Report("ip_address", EventProblemCodes.InvalidData, "expected an IP address");
            scope.Leave();
        }

        return address;
    }

    private static string? RequestAddress(EventDraft draft, string? peer)
    {
        var given = draft.Request is { Environment.HasValue: true } request ? JsonObjects.FindText(request.Environment, "REMOTE_ADDR") : null;
        return given == Auto ? peer : Parse(given);
    }

    /// <summary>The address in its usual spelling. Bare numbers, which the framework takes for IPv4 addresses, are none.</summary>
    private static string? Parse(string? text) =>
        text is not null && (text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3) && IPAddress.TryParse(text.Trim(), out var address)
            ? address.ToString()
            : null;
}
