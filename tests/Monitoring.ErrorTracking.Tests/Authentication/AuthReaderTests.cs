using System.Collections.Immutable;
using System.Text;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Authentication;

namespace Monitoring.ErrorTracking.Tests.Authentication;

public sealed class AuthReaderTests
{
    private const string Key = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    private static string Basic => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(Key + ":whatever"));

    [Theory]
    [InlineData($"Sentry sentry_version=7,sentry_client=sentry.dotnet/6.12.1,sentry_key={Key}", "sentry.dotnet/6.12.1")]
    [InlineData($"Sentry sentry_key={Key}, sentry_version=7, sentry_client=sentry.python/2.68.0", "sentry.python/2.68.0")]
    [InlineData($"sentry sentry_version=5, sentry_timestamp=1795369892522, sentry_key={Key}, sentry_secret=x", null)]
    [InlineData($"SENTRY  sentry_key = {Key} , future=1", null)]
    [InlineData($"Sentry sentry_key={Key},sentry_version=8", null)]
    [InlineData($"Sentry sentry_key={Key},sentry_version=7.9", null)]
    [InlineData($"Sentry sentry_key={Key}.no-cache", null)]
    public void Read_SentryAuth_FindsKeyAndClient(string header, string? client)
    {
        var found = Read(sentryAuth: [header]);

        Assert.Equal((AuthFault.None, Key, client), (found.Fault, found.Key.Value, found.Client));
    }

    [Fact]
    public void Read_EachSourceAlone_FindsTheKey()
    {
        Assert.All(
            [
                Read(sentryAuth: [$"Sentry sentry_key={Key}"]),
                Read(authorization: [$"Sentry sentry_key={Key}"]),
                Read(authorization: [Basic]),
                Read(query: $"?sentry_key={Key}&sentry_version=7"),
                Read(query: $"a=b&sentry_version=7&sentry_key={Key}"),
                Read(pathKey: Key),
            ],
            found => Assert.Equal((AuthFault.None, Key), (found.Fault, found.Key.Value)));
    }

    [Fact]
    public void Read_QueryClient_IsUnescaped()
    {
        Assert.Equal("sentry.javascript.node/11.12.0", Read(query: $"?sentry_key={Key}&sentry_client=sentry.javascript.node%2F11.12.0").Client);
    }

    [Fact]
    public void Read_GivenTwiceAndEqual_IsAccepted()
    {
        var found = Read([$"Sentry sentry_key={Key}"], [Basic], $"?sentry_key={Key}&sentry_client=x", Key);

        Assert.Equal((AuthFault.None, Key, "x"), (found.Fault, found.Key.Value, found.Client));
    }

    [Theory]
    [InlineData("?sentry_key=other", null)]
    [InlineData(null, "other")]
    [InlineData($"?sentry_key={Key}&sentry_key=other", null)]
    public void Read_GivenTwiceAndDifferent_IsConflicting(string? query, string? pathKey)
    {
        Assert.Equal(AuthFault.Conflicting, Read([$"Sentry sentry_key={Key}"], [], query, pathKey).Fault);
    }

    [Fact]
    public void Read_HeaderSentTwice_MustAgree()
    {
        Assert.Equal(AuthFault.None, Read([$"Sentry sentry_key={Key}", $"Sentry sentry_key={Key}"]).Fault);
        Assert.Equal(AuthFault.Conflicting, Read([$"Sentry sentry_key={Key}", "Sentry sentry_key=other"]).Fault);
    }

    [Theory]
    [InlineData("Sentry")]
    [InlineData("Sentry ")]
    [InlineData("Sentry sentry_version=7")]
    [InlineData("Sentry sentry_key=")]
    [InlineData($"Bearer {Key}")]
    [InlineData("")]
    public void Read_NoCredentialInTheHeader_IsMalformed(string header)
    {
        Assert.Equal(AuthFault.Malformed, Read([header]).Fault);
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData("ключ")]
    [InlineData("a-b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Read_KeyOutsideOfTheGrammar_IsInvalid(string key)
    {
        Assert.Equal(AuthFault.InvalidKey, Read([$"Sentry sentry_key={key}"]).Fault);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("100")]
    [InlineData("9.1")]
    [InlineData("seven")]
    [InlineData("abc")]
    [InlineData("-7")]
    [InlineData("0x7")]
    [InlineData("99999999999999999999999")]
    public void Read_VersionThatIsNone_IsUnsupported(string version)
    {
        Assert.Equal(AuthFault.UnsupportedVersion, Read([$"Sentry sentry_key={Key},sentry_version={version}"]).Fault);
    }

    [Fact]
    public void Read_Nothing_IsMissing()
    {
        Assert.Equal(AuthFault.Missing, Read().Fault);
        Assert.Equal(AuthFault.Missing, Read(authorization: ["Bearer abc"], query: "?sentry_release=1.0&x=y", pathKey: "").Fault);
    }

    [Fact]
    public void Read_ReleaseInTheQueryBesideAHeader_IsNoSecondKey()
    {
        Assert.Equal(AuthFault.None, Read([$"Sentry sentry_key={Key}"], query: "?sentry_release=1.0&sentry_environment=test").Fault);
    }

    [Property]
    public void Read_AnyText_NeverThrows(string? first, string? second, string? query, string? path)
    {
        var found = Read([first ?? ""], [second ?? ""], query, path);

        Assert.Equal(found.Fault == AuthFault.None, !found.Key.IsDefault);
    }

    [Property]
    public void Read_AnyPairsAfterTheScheme_NeverThrows(string? pairs)
    {
        Read(["Sentry sentry_key=" + pairs], ["Basic " + pairs], "sentry_key=" + pairs, pairs);
    }

    private static SenderCredential Read(
        ImmutableArray<string>? sentryAuth = null, ImmutableArray<string>? authorization = null, string? query = null, string? pathKey = null) =>
        AuthReader.Read(new AuthSources(sentryAuth ?? [], authorization ?? [], query, pathKey));
}
