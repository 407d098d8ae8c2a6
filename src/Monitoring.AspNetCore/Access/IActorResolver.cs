using Microsoft.AspNetCore.Http;
using Monitoring.Access;

namespace Monitoring.AspNetCore.Access;

/// <summary>
/// Says who stands behind a request of the product API. The host's own authentication has run before; this turns its result into
/// the <see cref="Actor"/> whose membership decides. A host replaces it by registering its own.
/// </summary>
/// <remarks>Called once for each request, on many threads at once.</remarks>
public interface IActorResolver
{
    /// <summary>Finds the actor; <see cref="Actor.Anonymous"/> when nobody is known, and the call is answered with 401.</summary>
    /// <param name="context">The request, after authentication.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    ValueTask<Actor> ResolveAsync(HttpContext context, CancellationToken cancellationToken = default);
}
