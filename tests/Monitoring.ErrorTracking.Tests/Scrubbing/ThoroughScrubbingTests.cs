using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;
using Monitoring.TestData.Events;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

/// <summary>Texts are passed over when no sign of a secret stands in them. What comes out is the same as when every text is searched for everything.</summary>
public sealed class ThoroughScrubbingTests
{
    private static readonly ScrubbingSettings[] Settings =
    [
        new(),
        new()
        {
            IpAddresses = IpAddressStorage.Mask,
            SensitiveFields = ["order"],
            SafeFields = ["session"],
            Rules =
            [
                new ScrubbingRule { Method = ScrubMethod.Replace, Type = ScrubType.Email, Source = "$string" },
                new ScrubbingRule { Method = ScrubMethod.Remove, Type = ScrubType.UserPath, Source = "$frame.vars || extra" },
            ],
        },
    ];

    private static readonly (Scrubber Fast, Scrubber Thorough)[] Scrubbers = [.. Settings.Select(settings => (With(settings, false), With(settings, true)))];

    /// <summary>What is spliced into events: secrets, halves of them, and what looks like their beginning.</summary>
    private static readonly string[] Splices =
    [
        "sk-", "sk_live_4eC39HqLyjWDarjtT1zdp7dc", "ghp_0123456789abcdefghijABCDEFGHIJ012345", "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0NTY3.abc", "Bearer abcdefgh12345678",
        "basic dXNlcjpwYXNzd29yZA==", "-----BEGIN RSA PRIVATE KEY-----abc", "key-----BEGIN PRIVATE KEY-----abc", "http://ann:secret@host/", "http:\\/\\/ann:secret@host\\/",
        "http:/\\/ann:secret@host", "https://h/?token=abc1234&x=1", "password=hunter22", "password: \\\"hunter22\\\"", "\\n", "\\t", "\\\"", "\\\\", "\\u0073k_live_4eC39HqLyjWDarjtT1",
        "4111111111111111", "4111 1111 1111 1111", "123-45-6789", "DE89370400440532013000", "10.0.0.7", "ann@example.org", "[1,\\\"password\\\"]", "{\\\"password\\\":\\\"x\\\"}", "{\\n \\\"pin\\\": 1}",
        "\\u0027", "\\u003C", "\\u002B", "\\u00e4", "\\u003D", "\\u0040", "\\u003a", "\\u0020", "\\u002F", "\\u0027sk_live_4eC39HqLyjWDarjtT1zdp7dc\\u0027", "password\\u003Dhunter22",
        "\\u00e4sk_live_4eC39HqLyjWDarjtT1zdp7dc", "\\\\u0027ghp_0123456789abcdefghijABCDEFGHIJ012345", "\\u0022Bearer abcdefgh12345678\\u0022",
        "\u017F", "\u212A", "\u0131", "\u00E9", "\uD83D\uDE00", "ba\u017Fic dXNlcjpwYXNzd29yZA==", "{", "}", "[", "]", " ", "=", ":", "@", "api.k.e.y=abcdefgh1", "--token abcdefgh1", "x",
    ];

    [Property(MaxTest = 300)]
    public Property Planted_events_come_out_the_same() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            Same(Planting.Plant(EventGen.Next(random), random, 4).Json);
        });

    [Fact]
    public void Mutated_events_come_out_the_same()
    {
        var seeds = EnvelopeMix.Create(30).SelectMany(envelope => ErrorTracking.Envelopes.EnvelopeReader.Read(envelope).Items)
            .Where(item => item.Kind == ErrorTracking.Envelopes.EnvelopeItemKind.Event).Select(item => item.GetPayload().ToArray()).Take(20).ToArray();
        var random = new Random(7);
        for (var round = 0; round < Scale.Count(400, 40_000); round++)
        {
            Same(Splice(seeds[random.Next(seeds.Length)], random));
        }
    }

    /// <summary>Puts texts behind quotes and letters at random places; most of it stays JSON.</summary>
    private static byte[] Splice(byte[] json, Random random)
    {
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var place = random.Next(json.Length);
            var quote = json.AsSpan(place).IndexOf((byte)'"');
            place = quote < 0 || random.Next(3) == 0 ? place : place + quote + 1;
            json = [.. json.AsSpan(0, place), .. Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]), .. json.AsSpan(place)];
        }

        return json;
    }

    private static void Same(byte[] json)
    {
        foreach (var (fast, thorough) in Scrubbers)
        {
            var (found, expected) = (fast.Scrub(json), thorough.Scrub(json));
            Assert.Equal(expected is null ? null : Encoding.UTF8.GetString(expected.Json.Span), found is null ? null : Encoding.UTF8.GetString(found.Json.Span));
            Assert.Equal(expected?.IsChanged, found?.IsChanged);
        }
    }

    private static Scrubber With(ScrubbingSettings settings, bool isThorough) => new(settings, new byte[32], [], []) { IsThorough = isThorough };
}
