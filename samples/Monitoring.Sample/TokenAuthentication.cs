using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Monitoring.AspNetCore;
using Monitoring.AspNetCore.Access;

namespace Monitoring.Sample;

/// <summary>Takes one token, as <c>Authorization: Bearer</c> or where GitLab's clients put it. An own application brings its own authentication instead.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SampleIdentity identity, SampleArguments arguments)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The name under which the token is a member of the project.</summary>
    public const string ActorId = "sample-token";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (RequestToken.Find(Request) is not { } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // Hashes are of one length, so the time of the comparison tells nothing about the token.
        var isRight = CryptographicOperations.FixedTimeEquals(Hash(token), Hash(identity.ApiToken));
        return Task.FromResult(isRight ? AuthenticateResult.Success(Ticket()) : AuthenticateResult.Fail("The token is not known."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return Results.Problem("Send the API token that the sample printed: 'Authorization: Bearer <token>'.", statusCode: 401).ExecuteAsync(Context);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private AuthenticationTicket Ticket()
    {
        Claim[] claims = [new(ClaimTypes.NameIdentifier, ActorId), new(MonitoringClaims.ActorKind, MonitoringClaims.Token), .. Administrator()];
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName);
    }

    /// <summary>Archives hold every project, and are for administrators alone.</summary>
    private IEnumerable<Claim> Administrator() => arguments.Archives is null ? [] : [new Claim(ClaimTypes.Role, new MonitoringEndpointOptions().AdministratorRole)];
}
