namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Finds all of many words in one pass over a text (Aho-Corasick). Immutable. The trie is stored breadth-first: the children of a
/// node are neighbours, sorted by character, so a node takes eighteen bytes.
/// </summary>
internal sealed class WordAutomaton
{
    private const int None = -1;

    private readonly string[] _words;
    private readonly char[] _labels;
    private readonly int[] _children;
    private readonly int[] _fallbacks;
    private readonly int[] _ends;
    private readonly int[] _shorter;

    /// <param name="words">Folded words; duplicates count once.</param>
    public WordAutomaton(IEnumerable<string> words)
    {
        _words = [.. words];
        Array.Sort(_words, StringComparer.Ordinal);
        List<char> labels = ['\0'];
        List<int> children = [];
        List<int> ends = [];
        List<(int From, int To, int Depth)> ranges = [(0, _words.Length, 0)];
        for (var node = 0; node < ranges.Count; node++)
        {
            var (from, to, depth) = ranges[node];
            children.Add(ranges.Count);
            ends.Add(from < to && depth > 0 && _words[from].Length == depth ? from : None);
            while (from < to && _words[from].Length == depth)
                from++;
            while (from < to)
            {
                var label = _words[from][depth];
                var next = from + 1;
                while (next < to && _words[next][depth] == label)
                    next++;
                labels.Add(label);
                ranges.Add((from, next, depth + 1));
                from = next;
            }
        }

        children.Add(ranges.Count);
        (_labels, _children, _ends) = ([.. labels], [.. children], [.. ends]);
        _fallbacks = new int[_labels.Length];
        _shorter = new int[_labels.Length];
        Link();
    }

    /// <summary>The size of the tables in bytes, without the words themselves.</summary>
    public long Bytes => _labels.Length * (sizeof(char) + (4L * sizeof(int)));

    /// <summary>Adds the words that occur in a folded text.</summary>
    public void FindIn(string text, ISet<string> found)
    {
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            for (var end = _ends[node] != None ? node : _shorter[node]; end != None; end = _shorter[end])
            {
                var word = _words[_ends[end]];
                if (FoldedWord.StandsAt(text, i + 1 - word.Length, word.Length))
                    found.Add(word);
            }
        }
    }

    private int Step(int node, char c)
    {
        while (true)
        {
            var child = ChildOf(node, c);
            if (child != None)
                return child;
            if (node == 0)
                return 0;
            node = _fallbacks[node];
        }
    }

    private int ChildOf(int node, char c)
    {
        var first = _children[node];
        var at = _labels.AsSpan(first, _children[node + 1] - first).BinarySearch(c);
        return at < 0 ? None : first + at;
    }

    // In breadth-first order every fallback, being shorter, is ready before it is needed.
    private void Link()
    {
        _shorter[0] = None;
        for (var node = 0; node < _labels.Length; node++)
        {
            for (var child = _children[node]; child < _children[node + 1]; child++)
            {
                var fallback = node == 0 ? 0 : Step(_fallbacks[node], _labels[child]);
                _fallbacks[child] = fallback;
                _shorter[child] = _ends[fallback] != None ? fallback : _shorter[fallback];
            }
        }
    }
}
