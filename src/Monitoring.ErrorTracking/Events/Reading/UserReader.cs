using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the user. Attributes that nobody knows are the application's own and are kept.</summary>
internal static class UserReader
{
    public static UserInfo? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected an object");
            return null;
        }

        var user = new UserInfo();
        var other = ImmutableArray<NamedJson>.Empty;
        while (json.NextProperty(out var name))
        {
            if (ReadKnown(user, name, ref json, scope) is { } known)
            {
                user = known;
                continue;
            }

            var key = scope.Strings.GetPlain(name);
            var value = scope.ReadRaw(ref json, key, Limits.UserData);
            if (value.HasValue && other.Length < Limits.OtherAttributes)
            {
                other = other.RemoveAll(attribute => attribute.Name == key).Add(new NamedJson(key, value));
            }
        }

        return user with { Other = other };
    }

    private static UserInfo? ReadKnown(UserInfo user, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => user with { Id = scope.ReadLenientText(ref json, "id", Limits.UserText) },
        4 when name.SequenceEqual("name"u8) => user with { Name = scope.ReadText(ref json, "name", Limits.UserText) },
        5 when name.SequenceEqual("email"u8) => user with { Email = scope.ReadText(ref json, "email", Limits.Email) },
        8 when name.SequenceEqual("username"u8) => user with { Username = scope.ReadLenientText(ref json, "username", Limits.UserText) },
        10 when name.SequenceEqual("ip_address"u8) => user with { IpAddress = scope.ReadText(ref json, "ip_address", Limits.ShortName) },
        7 when name.SequenceEqual("segment"u8) => user with { Segment = scope.ReadLenientText(ref json, "segment", Limits.UserText) },
        3 when name.SequenceEqual("geo"u8) => user with { Geo = scope.ReadRawObject(ref json, "geo", Limits.UserData) },
        4 when name.SequenceEqual("data"u8) => user with { Data = scope.ReadRawObject(ref json, "data", Limits.UserData) },
        _ => null,
    };
}
