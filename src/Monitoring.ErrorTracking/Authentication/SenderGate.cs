using Monitoring.ErrorTracking.Spooling.Away;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Authentication;

/// <summary>
/// Lets a sender in by its public key: the key must be there, active and of the project in the path, and the project must have error
/// tracking switched on.
/// </summary>
/// <remarks>
/// Both look-ups are answered from memory. They are made for every key, known or not, so that an unknown key costs and tells no more
/// than a wrong one.
/// </remarks>
internal sealed class SenderGate(IClientKeyDirectory keys, IProjectDirectory projects, LastKnown<(PublicKey Key, ProjectId Path), SenderAdmission> known)
{
    private Func<(PublicKey Key, ProjectId Path), CancellationToken, ValueTask<SenderAdmission>>? _read;

    /// <summary>Decides about a sender.</summary>
    /// <param name="publicKey">The key that it gave.</param>
    /// <param name="path">The project in the path; <see langword="default"/> when the path has none, and then the key tells it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StorageUnavailableException">The store is away, and the sender was not let in before.</exception>
    public ValueTask<SenderAdmission> AdmitAsync(PublicKey publicKey, ProjectId path, CancellationToken cancellationToken) =>
        known.GetAsync((publicKey, path), _read ??= ReadAsync, static admission => admission.Fault == AuthFault.None, cancellationToken);

    /// <summary>The project in the path of a sender that is not let in; <see langword="default"/> when it is not there or nobody can tell.</summary>
    public async ValueTask<ProjectId> FindProjectAsync(ProjectId path, CancellationToken cancellationToken)
    {
        try
        {
            return path.IsDefault ? path : (await projects.FindAsync(path, cancellationToken).ConfigureAwait(false))?.Id ?? default;
        }
        catch (Exception exception) when (exception is StorageUnavailableException or DamagedDocumentException)
        {
            return default;
        }
    }

    private async ValueTask<SenderAdmission> ReadAsync((PublicKey Key, ProjectId Path) sender, CancellationToken cancellationToken)
    {
        var (publicKey, path) = sender;
        var key = await keys.FindAsync(publicKey, cancellationToken).ConfigureAwait(false);
        var id = path.IsDefault && key is not null ? key.ProjectId : path;
        var project = id.IsDefault ? null : await projects.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var fault = key is null ? AuthFault.UnknownKey
            : key.ProjectId != id ? AuthFault.ForeignKey
            : !key.IsActive ? AuthFault.RevokedKey
            : project is null ? AuthFault.UnknownKey
            : !project.Has(Feature.ErrorTracking) ? AuthFault.FeatureOff
            : AuthFault.None;
        return new SenderAdmission(fault, project, key);
    }
}
