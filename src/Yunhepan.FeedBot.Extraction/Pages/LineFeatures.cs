using System.Runtime.InteropServices;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Describes each line of a page as numbers, from which <see cref="BodyModel"/> estimates whether the line is part of the
/// article. <see cref="Names"/> fixes names and order; a change needs a new model.
/// </summary>
internal sealed class LineFeatures
{
    private const int Levels = 6;

    private const int Neighbours = 3;

    private readonly PageContext _page;
    private readonly BodyCandidate? _body;
    private readonly FoundTitle? _title;
    private readonly ArticleFacts _facts;
    private readonly IReadOnlyDictionary<int, string> _dropped;
    private readonly IReadOnlyList<TextLine> _lines;
    private readonly LineSums _sums;
    private readonly Dictionary<IElement, Ancestry> _ancestries = [];
    private readonly LineContainers _containers;
    private readonly Dictionary<ClusterKey, LineCluster> _clusters = [];
    private readonly LineCluster[] _clusterOf;
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly string _bareTitle;
    private readonly int _articles;
    private readonly bool _isArticle;
    private readonly float[] _weightLogs;
    private readonly List<float> _row = [];

    /// <param name="dropped">The lines of the body that <see cref="BodyTrimmer"/> removes, each with its rule.</param>
    public LineFeatures(
        PageContext page, BodyCandidate? body, FoundTitle? title, ArticleFacts facts, IReadOnlyDictionary<int, string> dropped)
    {
        (_page, _body, _title, _facts) = (page, body, title, facts);
        _lines = page.Lines.All;
        _dropped = dropped;
        _sums = new LineSums(_lines);
        _containers = new LineContainers(page.Lines, _sums);
        _clusterOf = [.. _lines.Select(ClusterOf)];
        _bareTitle = title is null ? string.Empty : TextWeight.Bare(title.Text);
        _isArticle = page.Metadata.Article is not null
            || page.Metadata.First("og:type")?.Contains("article", StringComparison.OrdinalIgnoreCase) == true;
        _weightLogs = [.. _lines.Select(line => (float)Math.Log(1 + line.Weight))];
        _articles = page.Lines.Ranges.Keys.Count(e => e.LocalName == "article");
    }

    /// <summary>The names of the features, in the order of <see cref="Row"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. FeatureNames.InOrder(Levels, Neighbours)];

    /// <summary>Returns the features of a line, which are valid until the next call.</summary>
    public ReadOnlySpan<float> Row(int number) => Rows(number, 1);

    /// <summary>Returns the features of several lines, one line after the other, which are valid until the next call.</summary>
    public ReadOnlySpan<float> Rows(int first, int count)
    {
        _row.Clear();
        for (var i = first; i < first + count; i++)
            AddRow(i);
        return CollectionsMarshal.AsSpan(_row);
    }

    private void AddRow(int number)
    {
        AddText(_lines[number]);
        AddSigns(_lines[number], number);
        AddRegion(number);
        AddContainers(number);
        AddCluster(number);
        AddNeighbours(number);
        AddPage(number);
    }

    private void Add(double value) => _row.Add((float)value);

    private void Add(bool value) => _row.Add(value ? 1 : 0);

    private void AddText(TextLine line)
    {
        // A line may consist of invisible characters only.
        var (text, name) = (line.Text.Length == 0 ? " " : line.Text, line.Block.LocalName);
        Add(Math.Log(1 + line.Weight));
        Add(line.LinkShare);
        Add(Math.Min(line.Stops, 30));
        Add(100.0 * line.Stops / line.Weight);
        Add(line.IsProse);
        Add(name == "p");
        Add(name is "li");
        Add(name is "td" or "th");
        Add(name == "h1");
        Add(line.IsHeading);
        Add(name is "div" or "section" or "body" or "article" or "main");
        Add(name is "blockquote" or "pre" or "code");
        Add(name is "dd" or "dt");
        Add(name is "figcaption" or "caption");
        Add(name is "table" or "tr" or "tbody");
        Add(Math.Min(line.Anchors.Count, 10));
        int digits = 0, capitals = 0, words = 1, quotes = 0;
        for (var i = 0; i < text.Length; i++)
        {
            digits += char.IsAsciiDigit(text[i]) ? 1 : 0;
            capitals += char.IsUpper(text[i]) ? 1 : 0;
            words += text[i] == ' ' ? 1 : 0;
            quotes += text[i] is '"' or '“' or '”' or '「' or '『' ? 1 : 0;
        }
        Add((double)digits / text.Length);
        Add(text[^1] is '.' or '。' or '!' or '！' or '?' or '？' or '”' or '"' or '…' or '」' or '．');
        Add(text[^1] is ':' or '：');
        Add((double)capitals / words);
        Add(Math.Log(words));
        Add(char.IsLower(text[0]));
        Add(Math.Min(quotes, 4));
    }

    private void AddSigns(TextLine line, int number)
    {
        Add(line.Zone == Zone.Navigation);
        Add(line.Zone == Zone.Aside);
        Add(line.Zone == Zone.Comments);
        foreach (var count in line.Signs)
            Add(Math.Min(count, 4));
        Add(line.Weight < 120 && line.Words.HasFlag(LineWords.TailHeading));
        Add(line.Weight < 300 && line.Words.HasFlag(LineWords.TailLine));
        Add(line.Weight < 700 && line.Words.HasFlag(LineWords.Notice));
        Add(line.Weight < 120 && line.Words.HasFlag(LineWords.Anywhere));
        Add(line.Weight < 120 && line.Words.HasFlag(LineWords.Head));
        Add(line.IsLegal);
        Add(_facts.Lines.Contains(number));
        Add(_title?.Line == number);
        Add(_bareTitle.Length > 3 && line.Text.Length < _bareTitle.Length + 12 && TextWeight.Bare(line.Text) == _bareTitle);
        Add(_title?.Line is { } at ? Math.Clamp(number - at, -40, 200) : -100);
    }

    private void AddRegion(int number)
    {
        if (_body is null)
        {
            for (var i = 0; i < 8; i++)
                Add(-1);
            return;
        }
        int start = _body.Lines.Start.Value, end = _body.Lines.End.Value;
        Add(IsInRegion(number));
        Add(_dropped.TryGetValue(number, out var rule) ? 1 + Array.IndexOf(BodyTrimmer.Rules, rule) : 0);
        Add(Math.Clamp(number - start, -50, 200));
        Add(Math.Clamp(end - 1 - number, -50, 200));
        var all = Math.Max(1, _sums.Prose(start, end));
        Add(number <= start ? 0 : (double)_sums.Prose(start, Math.Min(number, end)) / all);
        Add(number + 1 >= end ? 0 : (double)_sums.Prose(Math.Max(number + 1, start), end) / all);
        Add(Math.Log(1 + Math.Max(0, _body.Score)));
        Add((double)all / Math.Max(1, _sums.Prose(0, _lines.Count)));
    }

    private bool IsInRegion(int number) => _body is not null && number >= _body.Lines.Start.Value && number < _body.Lines.End.Value;

    private void AddContainers(int number)
    {
        var allProse = Math.Max(1, _sums.Prose(0, _lines.Count));
        var container = _containers.Around(_lines[number].Block);
        for (var level = 0; level < Levels; level++)
        {
            _row.AddRange(container.Features);
            container = container.Around;
        }
        var around = AncestryOf(_lines[number].Block);
        Add(around.Article is not null);
        var article = around.Article is null ? 0 : (double)ProseOf(around.Article) / allProse;
        Add(article);
        Add(Math.Min(_articles, 20));
        Add(around.InMain);
        Add(around.ListItems);
        Add(around.Tables);
        Add(around.InForm);
        Add(around.InHeader);
        Add(around.InFooter);
        Add(around.InFigure);
        Add(around.InQuote);
        Add(around.ContentNames);
        Add(around.IsBodyProperty);
        Add(around.Depth);
        var siblings = _lines[number].Block.ParentElement is { } above ? _page.Lines.RangeOf(above) : ..0;
        Add(Math.Log(1 + _sums.ProseLines(siblings.Start.Value, siblings.End.Value)));
        Add(Math.Log(1 + siblings.End.Value - siblings.Start.Value));
    }

    private int ProseOf(IElement element)
    {
        var range = _page.Lines.RangeOf(element);
        return _sums.Prose(range.Start.Value, range.End.Value);
    }

    private Ancestry AncestryOf(IElement element)
    {
        if (_ancestries.TryGetValue(element, out var known))
            return known;
        var above = element.ParentElement is { } parent ? AncestryOf(parent) : new Ancestry();
        return _ancestries[element] = above.Below(element);
    }

    private LineCluster ClusterOf(TextLine line)
    {
        var (block, parent) = (line.Block, line.Block.ParentElement);
        var key = new ClusterKey(block.LocalName, block.ClassName, parent?.LocalName, parent?.ClassName, parent?.ParentElement?.LocalName);
        if (!_clusters.TryGetValue(key, out var cluster))
            _clusters[key] = cluster = new LineCluster();
        cluster.Lines++;
        cluster.Weight += line.Weight;
        cluster.Links += line.LinkWeight;
        cluster.Prose += line.IsProse ? line.Weight : 0;
        _texts[line.Text] = _texts.GetValueOrDefault(line.Text) + 1;
        return cluster;
    }

    private void AddCluster(int number)
    {
        var cluster = _clusterOf[number];
        if (!cluster.IsPlaced)
            Place();
        Add(Math.Log(cluster.Lines));
        Add((double)cluster.Prose / Math.Max(1, _sums.Prose(0, _lines.Count)));
        Add((double)cluster.Links / cluster.Weight);
        Add(Math.Log(1 + (double)cluster.Weight / cluster.Lines));
        Add((double)(cluster.Last - cluster.First + 1) / _lines.Count);
        Add((double)cluster.InRegion / cluster.Lines);
    }

    private void Place()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var cluster = _clusterOf[i];
            if (!cluster.IsPlaced)
                cluster.First = i;
            cluster.IsPlaced = true;
            cluster.Last = i;
            cluster.InRegion += IsInRegion(i) && !_dropped.ContainsKey(i) ? 1 : 0;
        }
    }

    private void AddNeighbours(int number)
    {
        for (var distance = 1; distance <= Neighbours; distance++)
        {
            AddNeighbour(number, number - distance);
            AddNeighbour(number, number + distance);
        }
    }

    private void AddNeighbour(int number, int other)
    {
        if (other < 0 || other >= _lines.Count)
        {
            for (var i = 0; i < 8; i++)
                Add(-1);
            return;
        }
        var line = _lines[other];
        _row.Add(_weightLogs[other]);
        Add(line.LinkShare);
        Add(line.IsProse);
        Add(line.IsHeading);
        Add(line.Block.ParentElement == _lines[number].Block.ParentElement || line.Block == _lines[number].Block);
        Add(line.Zone != Zone.Main);
        Add(IsInRegion(other));
        Add(_dropped.ContainsKey(other));
    }

    private void AddPage(int number)
    {
        int count = _lines.Count, prose = _sums.Prose(0, count);
        int near = Math.Max(0, number - 3), nearEnd = Math.Min(count, number + 4), wide = Math.Max(0, number - 10),
        wideEnd = Math.Min(count, number + 11);
        Add(Math.Log(1 + _sums.Prose(near, nearEnd)));
        Add(Math.Log(1 + _sums.Prose(wide, wideEnd)));
        Add((double)_sums.Links(wide, wideEnd) / Math.Max(1, _sums.Weight(wide, wideEnd)));
        Add((double)number / count);
        Add((double)_sums.Prose(0, number) / Math.Max(1, prose));
        Add(Math.Min(_sums.SinceProse(number), 40));
        Add(Math.Min(_sums.UntilProse(number), 40));
        Add(_texts[_lines[number].Text]);
        Add(_sums.IsRepeat(number));
        Add(Math.Log(count));
        Add(Math.Log(1 + prose));
        Add(_page.Dates.IsChinese);
        Add(_isArticle);
        var heading = number;
        while (heading >= 0 && number - heading < 30 && !_lines[heading].IsHeading)
            heading--;
        Add(heading >= 0 && number - heading < 30 ? _lines[heading].Words.HasFlag(LineWords.TailHeading) ? -1 : number - heading : 40);
    }

    private readonly record struct ClusterKey(
        string Name, string? Classes, string? ParentName, string? ParentClasses, string? GrandparentName);

    /// <summary>Lines in elements of the same kind: the paragraphs of a text, the items of a list.</summary>
    private sealed class LineCluster
    {
        public int Lines { get; set; }

        public int Weight { get; set; }

        public int Links { get; set; }

        public int Prose { get; set; }

        public int First { get; set; }

        public int Last { get; set; }

        public int InRegion { get; set; }

        public bool IsPlaced { get; set; }
    }
}
