using Monitoring.Core.Secrets;

namespace Monitoring.Core.Tests.Secrets;

public sealed class PlainSecretsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("sntrys_123")]
    [InlineData("plain:x")]
    public void Unprotect_WhatWasProtected_IsTheSecret(string secret)
    {
        var secrets = new PlainSecrets();

        Assert.Equal(secret, secrets.Unprotect("a", secrets.Protect("a", secret)));
    }

    [Fact]
    public void Unprotect_WhatAnotherWrote_IsNoSecret() => Assert.Null(new PlainSecrets().Unprotect("a", "CfDJ8Nnn"));
}
