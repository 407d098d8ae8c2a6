using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Errors;

namespace Monitoring.Core.Signals;

/// <summary>
/// The id of the signal that a transition becomes; the same each time it is read, by any host. A UUID of version 7: the
/// first 48 bits are the milliseconds of the transition's instant since 1970, the rest are bits of the SHA-256 over the
/// parts <c>issue-transition</c>, <c>1</c> (the version of this rule), position and issue, each as UTF-8 behind its
/// length as four bytes in network order.
/// </summary>
internal static class TransitionIds
{
    public static EntityId IdOf(IssueTransition transition)
    {
        Span<byte> id = stackalloc byte[16];
        Hash("issue-transition", "1", $"{transition.Position}", transition.IssueId.ToString()).AsSpan(0, id.Length).CopyTo(id);

        Span<byte> instant = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(instant, Math.Max(0, transition.At.ToUnixTimeMilliseconds()));
        instant[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new EntityId(new Guid(id, bigEndian: true));
    }

    private static byte[] Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var utf8 = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
            hash.AppendData(length);
            hash.AppendData(utf8);
        }

        return hash.GetHashAndReset();
    }
}
