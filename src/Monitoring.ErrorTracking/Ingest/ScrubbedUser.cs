using System.Net;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Rows;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Counts users whose names are not kept: by a keyed hash of what they were known by before scrubbing. A user whose name is kept has the hash that
/// the name gives.
/// </summary>
internal static class ScrubbedUser
{
    private const string Auto = "{{auto}}";

    /// <summary>The hash of the user.</summary>
    /// <param name="kept">The user as it is stored.</param>
    /// <param name="seen">The user as normalisation found it, with the true address of the sender.</param>
    /// <param name="scrubbed">What scrubbing has changed.</param>
    /// <param name="sender">Who sent it.</param>
    public static ulong? Hash(UserInfo? kept, UserInfo? seen, ScrubbedEvent scrubbed, Sender sender)
    {
        var user = seen ?? new UserInfo();
        user = user with
        {
            Id = scrubbed.Changed.GetValueOrDefault(FieldRole.UserId) ?? user.Id,
            Username = scrubbed.Changed.GetValueOrDefault(FieldRole.UserName) ?? user.Username,
            Email = scrubbed.Changed.GetValueOrDefault(FieldRole.UserEmail) ?? user.Email,
            IpAddress = Address(scrubbed, sender) ?? user.IpAddress,
        };
        return UserHashes.Identity(user) is not var (kind, value) ? null
            : UserHashes.Identity(kept) == (kind, value) ? UserHashes.Of(kept)
            : sender.Scrubber.UserHash(kind, value);
    }

    private static string? Address(ScrubbedEvent scrubbed, Sender sender)
    {
        var given = scrubbed.Changed.GetValueOrDefault(FieldRole.UserAddress) ?? scrubbed.Changed.GetValueOrDefault(FieldRole.PeerAddress);
        return IPAddress.TryParse(given == Auto ? sender.RemoteAddress : given, out var address) ? address.ToString() : null;
    }
}
