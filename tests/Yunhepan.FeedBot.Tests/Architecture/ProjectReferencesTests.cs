using System.Xml.Linq;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>The project files match the projects in docs/architecture.md.</summary>
public sealed class ProjectReferencesTests
{
    private const string Product = "Yunhepan.FeedBot";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [$"{Product}.Catalogue"] = [],
        [$"{Product}.Extraction"] = [$"{Product}.Catalogue"],
        [$"{Product}.Articles"] = [$"{Product}.Catalogue"],
        [$"{Product}.Ingestion"] = [$"{Product}.Catalogue", $"{Product}.Extraction", $"{Product}.Articles"],
        [$"{Product}.Publishing"] = [$"{Product}.Catalogue", $"{Product}.Articles"],
        [$"{Product}.Alerts"] = [$"{Product}.Catalogue", $"{Product}.Articles"],
        [$"{Product}.Chat"] = [$"{Product}.Catalogue", $"{Product}.Alerts"],
        [$"{Product}.SamplePortal"] = [],
        [Product] =
        [
            $"{Product}.Catalogue", $"{Product}.Extraction", $"{Product}.Articles", $"{Product}.Ingestion",
            $"{Product}.Publishing", $"{Product}.Alerts", $"{Product}.Chat",
            $"{Product}.SamplePortal",
        ],
    };

    private static readonly Dictionary<string, string[]> Homes = new()
    {
        ["AngleSharp"] = ["Extraction", "Publishing"],
        ["UTF.Unknown"] = ["Extraction"],
        ["System.ServiceModel.Syndication"] = ["Publishing"],
        ["Microsoft.EntityFrameworkCore.Sqlite"] = ["Articles", "Ingestion", "Publishing", "Alerts"],
        ["Microsoft.EntityFrameworkCore.Design"] = ["Articles", "Ingestion", "Publishing", "Alerts"],
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = ["Articles", "Ingestion", "Publishing", "Alerts"],
        ["QRCoder"] = ["Publishing", "Chat"],
        ["Fluid.Core"] = ["Chat"],
        ["MailKit"] = ["Chat"],
        ["Telegram.Bot"] = ["Chat"],
        ["Quartz"] = [""],
        ["System.CommandLine"] = [""],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_its_neighbours(string project)
    {
        var references = Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))
            .Order().ToArray();

        Assert.Equal(Allowed[project].Order(), references);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_is_used_only_in_its_home(string project)
    {
        var room = project == Product ? "" : project[(Product.Length + 1)..];

        foreach (var package in Load(project).Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value))
        {
            Assert.True(Homes.TryGetValue(package, out var homes), $"{package} has no home yet: decide on one");
            Assert.Contains(room, homes);
        }
    }

    [Fact]
    public void Every_project_below_src_has_its_rule()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }

    [Fact]
    public void Package_versions_are_in_one_file()
    {
        foreach (var file in Directory.EnumerateFiles(Root(), "*.csproj", SearchOption.AllDirectories))
            Assert.DoesNotContain(XDocument.Load(file).Descendants("PackageReference"), r => r.Attribute("Version") is not null);
    }

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Root(), "src", project, project + ".csproj"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, $"{Product}.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
