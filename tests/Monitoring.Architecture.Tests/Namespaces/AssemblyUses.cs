using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Monitoring.Architecture.Tests.Namespaces;

/// <summary>Finds which types of an assembly use which other types of it: in declarations, signatures, attributes and method bodies.</summary>
internal sealed class AssemblyUses
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;

    private AssemblyUses(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
    }

    /// <summary>One use per pair of namespaces that begin with <paramref name="root"/>; a namespace outside of it may use all and is used by none.</summary>
    public static IReadOnlyList<NamespaceUse> Read(string assembly, string root)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var uses = new AssemblyUses(image);
        return
        [
            .. uses._metadata.TypeDefinitions
                .SelectMany(uses.OfType)
                .Where(use => use.From != use.To && IsInside(use.From, root) && IsInside(use.To, root))
                .DistinctBy(use => (use.From, use.To)),
        ];
    }

    private static bool IsInside(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    private IEnumerable<NamespaceUse> OfType(TypeDefinitionHandle handle)
    {
        var (fromNamespace, fromType) = Outermost(handle);
        var found = new ReferencedTypes();
        Declaration(handle, found);
        foreach (var method in _metadata.GetTypeDefinition(handle).GetMethods())
        {
            Method(_metadata.GetMethodDefinition(method), found);
        }

        return found.Found.Select(Outermost).Select(used => new NamespaceUse(fromNamespace, used.Namespace, fromType, used.Type));
    }

    private void Declaration(TypeDefinitionHandle handle, ReferencedTypes found)
    {
        var type = _metadata.GetTypeDefinition(handle);
        Entity(type.BaseType, found);
        Attributes(type.GetCustomAttributes(), found);
        GenericParameters(type.GetGenericParameters(), found);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Entity(_metadata.GetInterfaceImplementation(implemented).Interface, found);
        }

        foreach (var field in type.GetFields().Select(_metadata.GetFieldDefinition))
        {
            field.DecodeSignature(found, null);
            Attributes(field.GetCustomAttributes(), found);
        }

        foreach (var property in type.GetProperties().Select(_metadata.GetPropertyDefinition))
        {
            Attributes(property.GetCustomAttributes(), found);
        }
    }

    private void Method(MethodDefinition method, ReferencedTypes found)
    {
        method.DecodeSignature(found, null);
        Attributes(method.GetCustomAttributes(), found);
        GenericParameters(method.GetGenericParameters(), found);
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(found, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            Entity(region.CatchType, found);
        }

        foreach (var token in InstructionTokens.Read(body.GetILReader()))
        {
            Entity(token, found);
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes, ReferencedTypes found)
    {
        foreach (var attribute in attributes)
        {
            Entity(_metadata.GetCustomAttribute(attribute).Constructor, found);
        }
    }

    private void GenericParameters(GenericParameterHandleCollection parameters, ReferencedTypes found)
    {
        foreach (var constraint in parameters.SelectMany(parameter => _metadata.GetGenericParameter(parameter).GetConstraints()))
        {
            Entity(_metadata.GetGenericParameterConstraint(constraint).Type, found);
        }
    }

    private void Entity(EntityHandle handle, ReferencedTypes found)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                found.Found.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(found, null);
                break;
            case HandleKind.FieldDefinition:
                found.Found.Add(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodDefinition:
                found.Found.Add(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodSpecification:
                var generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                generic.DecodeSignature(found, null);
                Entity(generic.Method, found);
                break;
            case HandleKind.MemberReference:
                Member(_metadata.GetMemberReference((MemberReferenceHandle)handle), found);
                break;
        }
    }

    private void Member(MemberReference member, ReferencedTypes found)
    {
        Entity(member.Parent, found);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            member.DecodeFieldSignature(found, null);
        }
        else
        {
            member.DecodeMethodSignature(found, null);
        }
    }

    private (string Namespace, string Type) Outermost(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return (_metadata.GetString(type.Namespace), _metadata.GetString(type.Name));
    }
}
