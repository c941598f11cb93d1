namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>Inside a project, folders depend on each other in one direction.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. ProductCode.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_depend_on_each_other(string project)
    {
        var uses = ProductCode.FolderUses(project);
        var cyclic = uses.Where(u => Reaches(uses, u.To, u.From)).ToList();

        Assert.True(cyclic.Count == 0, string.Join('\n', cyclic.Select(u => $"{u.From} -> {u.To}: {u.Example}")));
    }

    private static bool Reaches(IReadOnlyList<FolderUse> uses, string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var folder))
        {
            if (folder == to)
                return true;
            if (seen.Add(folder))
            {
                foreach (var use in uses.Where(u => u.From == folder))
                    open.Enqueue(use.To);
            }
        }

        return false;
    }
}
