using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Rows;

/// <summary>
/// Tells users apart without naming them: by the first of id, user name, mail address and IP address. The hash is the first 8 bytes of the
/// SHA-256 over kind and value, each as UTF-8 behind its length.
/// </summary>
internal static class UserHashes
{
    public static ulong? Of(UserInfo? user) => Identity(user) is var (kind, value) ? Hash(kind, value) : null;

    /// <summary>Kind and value by which a user is known, such as <c>id</c> and <c>42</c>.</summary>
    public static (string Kind, string Value)? Identity(UserInfo? user) => user switch
    {
        { Id.Length: > 0 } => ("id", user.Id),
        { Username.Length: > 0 } => ("username", user.Username),
        { Email.Length: > 0 } => ("email", user.Email),
        { IpAddress.Length: > 0 } => ("ip", user.IpAddress),
        _ => null,
    };

    private static ulong Hash(string kind, string value)
    {
        var bytes = new byte[(2 * sizeof(int)) + Encoding.UTF8.GetByteCount(kind) + Encoding.UTF8.GetByteCount(value)];
        var rest = Write(Write(bytes, kind), value);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - rest.Length), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static Span<byte> Write(Span<byte> into, string part)
    {
        var length = Encoding.UTF8.GetBytes(part, into[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(into, length);
        return into[(sizeof(int) + length)..];
    }
}
