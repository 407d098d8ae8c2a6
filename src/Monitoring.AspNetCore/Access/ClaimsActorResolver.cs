using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Access;

namespace Monitoring.AspNetCore.Access;

internal sealed class ClaimsActorResolver(IOptions<MonitoringEndpointOptions> options, ILogger<ClaimsActorResolver> logger) : IActorResolver
{
    private const int MaxIdLength = 255;

    private readonly string _administratorRole = options.Value.AdministratorRole;

    public ValueTask<Actor> ResolveAsync(HttpContext context, CancellationToken cancellationToken = default)
    {
        var user = context.User;
        return ValueTask.FromResult(user.Identity is { IsAuthenticated: true } ? Resolve(user) : Actor.Anonymous);
    }

    private Actor Resolve(ClaimsPrincipal user)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub") ?? user.Identity?.Name;
        if (id is not { Length: > 0 and <= MaxIdLength })
        {
            Log.UserWithoutId(logger);
            return Actor.Anonymous;
        }

        return new Actor
        {
            Kind = user.HasClaim(MonitoringClaims.ActorKind, MonitoringClaims.Token) ? ActorKind.Token : ActorKind.User,
            Id = id,
            Door = "api",
            IsAdministrator = user.IsInRole(_administratorRole),
        };
    }
}
