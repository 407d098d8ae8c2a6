using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.AspNetCore.Access;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>Believes the user's name in <c>Authorization: Test alice</c>, and as a token; <c>root</c> is an administrator.</summary>
internal sealed class TestAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Test";
    public const string Administrator = "root";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var user = header.StartsWith(SchemeName + " ", StringComparison.Ordinal) ? header[(SchemeName.Length + 1)..] : RequestToken.Find(Request);
        if (user is null)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        List<Claim> claims = [new(ClaimTypes.NameIdentifier, user)];
        if (user == Administrator)
        {
            claims.Add(new(ClaimTypes.Role, "monitoring-administrator"));
        }

        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)));
    }
}
