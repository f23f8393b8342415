// Reads JSON texts, one a line, each a YAML document, as kubectl and the API server read it; answers each with a line,
// {"value": DATA} or {"error": TEXT}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		fmt.Fprintf(out, "%s\n", read(line))
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

func read(line []byte) (answer []byte) {
	defer func() {
		if problem := recover(); problem != nil {
			answer = failure(fmt.Sprint("panic: ", problem))
		}
	}()
	var text string
	if err := json.Unmarshal(line, &text); err != nil {
		return failure(err.Error())
	}
	value, err := yaml.YAMLToJSONStrict([]byte(text))
	if err != nil {
		return failure(err.Error())
	}
	return []byte(fmt.Sprintf(`{"value":%s}`, value))
}

func failure(message string) []byte {
	text, _ := json.Marshal(message)
	return []byte(fmt.Sprintf(`{"error":%s}`, text))
}
