using Microsoft.CodeAnalysis.CSharp.Syntax;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>The log and the commands show times in one notation: that of <see cref="ShownTime"/>.</summary>
public sealed class TimeNotationTests
{
    private static readonly string[] OtherNotations = ["u", "U", "o", "O", "r", "R", "s", "g", "G", "f", "F"];

    [Fact]
    public void It_is_RFC_3339_in_UTC_or_by_the_clocks_of_a_zone()
    {
        ShownTime time = new DateTimeOffset(2026, 11, 29, 9, 30, 0, TimeSpan.FromHours(8));

        Assert.Equal("2026-11-29T01:30:00Z", time.ToString());
        Assert.Equal("2026-11-28T20:30:00-05:00", time.In(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
    }

    [Fact]
    public void No_message_of_the_log_takes_a_time_of_another_type()
    {
        var others = Everything<MethodDeclarationSyntax>()
            .Where(m => m.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == "LoggerMessage"))
            .SelectMany(m => m.ParameterList.Parameters, (m, p) => $"{m.Identifier.Text}: {p}")
            .Where(p => p.Contains("DateTime", StringComparison.Ordinal));

        Assert.Empty(others);
    }

    [Fact]
    public void No_text_chooses_another_notation_in_passing()
    {
        var formats = Everything<InterpolationFormatClauseSyntax>().Select(f => (Format: f.FormatStringToken.Text, Where: $"{f.Parent} in {f.SyntaxTree.FilePath}"));

        Assert.Empty(formats.Where(f => OtherNotations.Contains(f.Format, StringComparer.Ordinal) || f.Format.Contains("HH:mm", StringComparison.Ordinal))
            .Select(f => f.Where));
    }

    private static IEnumerable<T> Everything<T>() =>
        ProductCode.Projects.SelectMany(ProductCode.Files).SelectMany(f => f.GetRoot().DescendantNodes()).OfType<T>();
}
