using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>
/// Reads feeds.json: JSON with comments and trailing commas. All faults are reported together, each with line, column and path;
/// docs/feeds-json.md describes the members.
/// </summary>
public sealed class CatalogueReader(ICronExpressions cron, CatalogueRules rules, TimeProvider time)
{
    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the file; a missing or unreadable file is a fault as well.</summary>
    public async Task<CatalogueResult> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await BoundedFile.ReadAsync(path, cancellationToken);
            return Read(bytes.ToArray(), Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Whole($"there is no file {path}");
        }
        catch (IOException error)
        {
            return Whole($"cannot be read: {error.Message}");
        }
    }

    /// <param name="utf8">The bytes of the file.</param>
    /// <param name="folder">The base of relative paths in <c>${FILE:…}</c>; the current folder if null.</param>
    public CatalogueResult Read(byte[] utf8, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        var text = utf8.AsSpan().StartsWith(Bom) ? utf8[Bom.Length..] : utf8;
        var faults = new FaultList(text);
        PlacedJson root;
        try
        {
            root = PlacedJson.Parse(text);
        }
        catch (JsonException error)
        {
            return Syntax(text, error);
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader reports this for a string with invalid UTF-8 or with half of a surrogate pair.
            return Whole("is not valid UTF-8 text; save it as UTF-8");
        }

        var catalogue = ReadRoot(root, faults, folder ?? "");
        return faults.IsEmpty ? new CatalogueResult.Valid(catalogue) : new CatalogueResult.Invalid(faults.ToList());
    }

    private SourceCatalogue ReadRoot(PlacedJson root, FaultList faults, string folder)
    {
        var members = new ObjectReader(root, CatalogueMembers.Root, faults);
        members.Text("$schema");
        var site = SiteReader.Read(members, faults);
        var categories = new TreeReader(faults, "category", CatalogueMembers.Category).Read(members.Items("categories"));
        var publishers = new TreeReader(faults, "publisher", CatalogueMembers.Publisher).Read(members.Items("publishers"));
        var regions = new TreeReader(faults, "region", CatalogueMembers.Region).Read(members.Items("regions"));
        var context = new CatalogueContext(site, Ids(categories), Ids(publishers), Ids(regions), folder);
        var reader = new SourceEntryReader(faults, context, cron, rules, time);
        List<Source> sources = [.. members.Items("sources").Select(reader.Read).OfType<Source>()];
        var targets = new TargetReader(faults, context, rules, sources.Select(source => source.Id).ToHashSet());
        return new SourceCatalogue
        {
            Site = site,
            Categories = [.. categories.Select(node => ToCategory(node, faults))],
            Publishers = [.. publishers.Select(node => ToPublisher(node, faults))],
            Regions =
                [.. regions.Select(
                    node => new Region { Id = node.Id, ParentId = node.ParentId, Name = node.Name, Match = ReadMatch(
                        node.Members, faults) })],
            Sources = sources,
            Targets = [.. members.Items("targets").Select(targets.Read).OfType<Target>()],
            Operators = [.. members.Items("operators").Select(new OperatorReader(faults).Read).OfType<OperatorChat>()],
        };
    }

    private static Category ToCategory(TreeNode node, FaultList faults) => new()
    {
        Id = node.Id,
        ParentId = node.ParentId,
        Name = node.Name,
        Priority = node.Members.Choice("priority", Priority.Normal),
        Match = ReadMatch(node.Members, faults),
    };

    private static CategoryMatch? ReadMatch(ObjectReader category, FaultList faults)
    {
        if (category.Find("match") is not { } value)
            return null;

        var members = new ObjectReader(value, CatalogueMembers.Match, faults);
        var match = new CategoryMatch
        {
            Title = members.Texts("title"),
            Any = members.Texts("any"),
            All = members.Texts("all"),
            None = members.Texts("none"),
            Path = members.Texts("path"),
            Tags = members.Texts("tags"),
        };

        // Rules without conditions would match every article.
        var conditions = match.Title.Count + match.Any.Count + match.All.Count + match.Path.Count + match.Tags.Count;
        if (value.Kind == JsonTokenType.StartObject && conditions == 0
            && value.Members.All(member => CatalogueMembers.Match.Contains(member.Name)))
            faults.Add(value, "needs at least one word in title, any, all, path or tags; leave it out instead");

        return match;
    }

    private static Publisher ToPublisher(TreeNode node, FaultList faults) => new()
    {
        Id = node.Id,
        ParentId = node.ParentId,
        Name = node.Name,
        Verified = node.Members.Flag("verified", otherwise: false),
        Desk = [.. node.Members.Items("desk").Select(new OperatorReader(faults).Read).OfType<OperatorChat>()],
    };

    private static HashSet<string> Ids(IReadOnlyList<TreeNode> nodes) => [.. nodes.Select(node => node.Id)];

    private static CatalogueResult.Invalid Whole(string message) => new([new CatalogueFault(0, 0, "$", message)]);

    private static CatalogueResult.Invalid Syntax(byte[] text, JsonException error)
    {
        var fault = JsonFault.Describe(text, error);
        var (line, column) = fault.PlaceIn(text);
        return new([new CatalogueFault(line, column, "$", $"is not JSON: {fault.Reason}")]);
    }
}
