using System.Net;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>The address of the sender, where an event has taken it for its user's.</summary>
internal static class SenderAddress
{
    /// <summary>Keeps of the address what the project keeps of addresses, in the event and in the receipt alike.</summary>
    public static ErrorEvent Hide(ErrorEvent errorEvent, ref EventReceipt receipt, Scrubber scrubber)
    {
        var isTaken = IPAddress.TryParse(receipt.RemoteAddress, out var sender) && errorEvent.User?.IpAddress == sender.ToString();
        if (!isTaken)
        {
            receipt = receipt with { RemoteAddress = null };
            return errorEvent;
        }

        var address = errorEvent.User!.IpAddress;
        var kept = scrubber.Address(address);
        receipt = receipt with { RemoteAddress = kept };
        if (kept == address)
        {
            return errorEvent;
        }

        var user = errorEvent.User with { IpAddress = kept };
        return errorEvent with { User = user == new UserInfo() ? null : user };
    }
}
